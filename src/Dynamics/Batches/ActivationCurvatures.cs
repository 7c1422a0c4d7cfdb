using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>σ, σ′ and σ″ of an activation layer for eight points.</summary>
internal static class ActivationCurvatures
{
    /// <summary>Replaces z by σ(z) and writes both derivatives.</summary>
    /// <param name="layer">The activation layer.</param>
    /// <param name="z">Pre-activations, eight points a unit.</param>
    /// <param name="values">Holds the same numbers; receives σ(z).</param>
    /// <param name="slopes">Receives σ′(z).</param>
    /// <param name="curvatures">Receives σ″(z).</param>
    public static void All(Elementwise layer, ReadOnlySpan<double> z, Span<double> values, Span<double> slopes, Span<double> curvatures)
    {
        int width = z.Length / TileEngine.LaneCount;
        ActivationSlopes.ValuesAndSlopes(layer, AffineForm.Tangent, width, values, slopes);
        int step = layer.IsUniform ? z.Length : TileEngine.LaneCount;
        for (int at = 0; at < z.Length; at += step)
        {
            Second(
                layer[at / TileEngine.LaneCount], z.Slice(at, step), values.Slice(at, step), slopes.Slice(at, step), curvatures.Slice(at, step));
        }
    }

    /// <summary>σ″, by its relation to σ and σ′ where there is one.</summary>
    private static void Second(
        Activation activation, ReadOnlySpan<double> z, ReadOnlySpan<double> value, ReadOnlySpan<double> slope, Span<double> second)
    {
        for (int i = 0; i < z.Length; i++)
        {
            second[i] = activation switch
            {
                Tanh => -2 * value[i] * slope[i],
                Sigmoid => slope[i] * (1 - (2 * value[i])),
                Exp => value[i],
                _ => activation.SecondDerivative(z[i]),
            };
        }
    }
}
