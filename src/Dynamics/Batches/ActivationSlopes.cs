using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>σ and the diagonal Λ of an activation layer over a tile, by the affine form.</summary>
internal static class ActivationSlopes
{
    /// <summary>Replaces z by σ(z).</summary>
    /// <param name="layer">The activation layer.</param>
    /// <param name="width">Its units.</param>
    /// <param name="z">Columns of width × 8 pre-activations.</param>
    public static void Values(Elementwise layer, int width, Span<double> z)
    {
        if (layer.IsUniform)
        {
            layer[0].Values(z, z);
            return;
        }

        for (int at = 0; at < z.Length; at += TileEngine.LaneCount)
        {
            Span<double> lanes = z.Slice(at, TileEngine.LaneCount);
            layer[at / TileEngine.LaneCount % width].Values(lanes, lanes);
        }
    }

    /// <summary>Replaces z by σ(z) and writes the slope that <paramref name="form"/> asks for.</summary>
    /// <param name="layer">The activation layer.</param>
    /// <param name="form">Tangent: σ′(z); secant: (σ(z) − σ(0))/z; unshifted: σ(z)/z.</param>
    /// <param name="width">Its units.</param>
    /// <param name="z">Columns of width × 8 pre-activations.</param>
    /// <param name="slopes">Receives the slopes; NaN where the unshifted slope is undefined.</param>
    public static void ValuesAndSlopes(Elementwise layer, AffineForm form, int width, Span<double> z, Span<double> slopes)
    {
        if (layer.IsUniform)
        {
            One(layer[0], form, z, slopes);
            return;
        }

        for (int at = 0; at < z.Length; at += TileEngine.LaneCount)
        {
            One(layer[at / TileEngine.LaneCount % width], form, z.Slice(at, TileEngine.LaneCount), slopes.Slice(at, TileEngine.LaneCount));
        }
    }

    private static void One(Activation activation, AffineForm form, Span<double> z, Span<double> slopes)
    {
        switch (form)
        {
            case AffineForm.Tangent:
                activation.ValuesAndDerivatives(z, z, slopes);
                break;
            case AffineForm.Secant:
                activation.ValuesAndSecants(z, z, slopes);
                break;
            default:
                Unshifted(activation, z, slopes);
                break;
        }
    }

    private static void Unshifted(Activation activation, Span<double> z, Span<double> slopes)
    {
        double atZero = activation.ValueAtZero == 0 ? activation.Derivative(0) : double.NaN;
        z.CopyTo(slopes);
        activation.Values(z, z);
        for (int i = 0; i < z.Length; i++)
        {
            slopes[i] = slopes[i] == 0 ? atZero : z[i] / slopes[i];
        }
    }
}
