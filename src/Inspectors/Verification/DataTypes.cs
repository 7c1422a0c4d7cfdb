using TorchDynInspect.Dynamics;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Verification;

/// <summary>torch's floating types: their names and unit roundoffs.</summary>
internal static class DataTypes
{
    public static string Name(ScalarType dtype) => dtype switch
    {
        ScalarType.Float64 => "float64",
        ScalarType.Float32 => "float32",
        ScalarType.Float16 => "float16",
        ScalarType.BFloat16 => "bfloat16",
        _ => dtype.ToString(),
    };

    /// <summary>u = half the spacing of the numbers at 1.</summary>
    public static double UnitRoundoff(ScalarType dtype) => dtype switch
    {
        ScalarType.Float64 => double.ScaleB(1, -53),
        ScalarType.Float32 => double.ScaleB(1, -24),
        ScalarType.Float16 => double.ScaleB(1, -11),
        ScalarType.BFloat16 => double.ScaleB(1, -8),
        _ => throw new InvalidInputException($"module: its parameters are {Name(dtype)}, expected a real floating type"),
    };
}
