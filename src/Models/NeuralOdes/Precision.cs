using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>What a floating type can resolve.</summary>
internal static class Precision
{
    /// <summary>Refuses types that a solver cannot work in, and tolerances that rounding alone would exceed.</summary>
    /// <exception cref="ArgumentException">One line says which and what was expected.</exception>
    public static void Require(SolverOptions options, ScalarType dtype)
    {
        double least = dtype switch
        {
            ScalarType.Float64 => 16 * double.ScaleB(1, -53),
            ScalarType.Float32 => 16 * double.ScaleB(1, -24),
            _ => throw new ArgumentException($"state: is {dtype}, expected Float32 or Float64"),
        };
        if (options.IsAdaptive && options.RelativeTolerance < least)
        {
            throw new ArgumentException($"solver: relative tolerance {options.RelativeTolerance}, expected at least {least:G3}: {dtype} resolves no less");
        }
    }
}
