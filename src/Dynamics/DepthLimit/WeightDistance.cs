using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>How far the parameters of two networks of one architecture are apart.</summary>
internal static class WeightDistance
{
    /// <summary>‖θ′ − θ‖₂/‖θ‖₂ over all weights and biases; null for different layers, or when all parameters are 0.</summary>
    public static double? Of(Network first, Network second)
    {
        (double apart, double size) = (0, 0);
        return Add(first, second, ref apart, ref size) && size > 0 ? Math.Sqrt(apart / size) : null;
    }

    private static bool Add(Network first, Network second, ref double apart, ref double size)
    {
        if (first.Inputs != second.Inputs || first.Layers.Length != second.Layers.Length)
        {
            return false;
        }

        for (int i = 0; i < first.Layers.Length; i++)
        {
            switch (first.Layers[i], second.Layers[i])
            {
                case (Affine x, Affine y) when x.Weight.Rows == y.Weight.Rows && x.Weight.Columns == y.Weight.Columns:
                    Add(x.Weight.Values, y.Weight.Values, ref apart, ref size);
                    Add(x.Bias.AsSpan(), y.Bias.AsSpan(), ref apart, ref size);
                    break;
                case (Elementwise x, Elementwise y) when x.Equals(y):
                    break;
                case (Residual x, Residual y) when Add(x.Branch, y.Branch, ref apart, ref size):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ref double apart, ref double size)
    {
        for (int i = 0; i < x.Length; i++)
        {
            apart += (x[i] - y[i]) * (x[i] - y[i]);
            size += x[i] * x[i];
        }
    }
}
