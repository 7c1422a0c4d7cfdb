using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>ln χ of a chain as a sum over its activations: χ_{f∘g}(x,y) = χ_f(g(x),g(y)) χ_g(x,y), and affine maps have χ ≡ 1.</summary>
internal static class Coexpansion
{
    // Gauss–Legendre, five nodes on [−1, 1].
    private static readonly (double Node, double Weight)[] Gauss =
    [
        (0, 0.5688888888888889), (0.5384693101056831, 0.47862867049936647), (-0.5384693101056831, 0.47862867049936647),
        (0.9061798459386640, 0.23692688505618908), (-0.9061798459386640, 0.23692688505618908),
    ];

    public static double Log(Network network, double x, double y)
    {
        double u = x;
        double difference = x - y;
        double sum = 0;
        foreach ((int i, Layer layer) in network.Layers.Index())
        {
            switch (layer)
            {
                case Affine { Weight: { Rows: 1, Columns: 1 } } affine:
                    u = (affine.Weight[0, 0] * u) + affine.Bias[0];
                    difference *= affine.Weight[0, 0];
                    break;
                case Elementwise elementwise when network.Widths[i] == 1:
                    (double log, double ratio) = OfActivation(elementwise[0], u, difference);
                    sum += log;
                    difference *= ratio;
                    u = elementwise[0].Value(u);
                    break;
                default:
                    throw new InvalidInputException($"coexpansion: layers[{i}] is not of width 1, affine or an activation");
            }
        }

        return sum;
    }

    /// <summary>ln χ_σ(u, u − d), and the slope of the chord, which carries the difference on where the values coincide.</summary>
    private static (double Log, double Ratio) OfActivation(Activation activation, double u, double d)
    {
        double v = u - d;
        (double a, double b) = (activation.LogDerivative(u), activation.LogDerivative(v));
        double chord = LogChord(activation, u, v, d);
        double rise = activation.Value(u) - activation.Value(v);
        return (a + b - (2 * chord), (rise < 0 == d < 0 ? 1 : -1) * Math.Exp(chord));
    }

    /// <summary>ln |(σ(u) − σ(v))/(u − v)|: by the values where they differ well, by the mean of σ′ in logarithms where they nearly coincide.</summary>
    private static double LogChord(Activation activation, double u, double v, double d)
    {
        double rise = activation.Value(u) - activation.Value(v);
        double size = Math.Max(Math.Abs(activation.Value(u)), Math.Abs(activation.Value(v)));
        if (Math.Abs(rise) > 1e-2 * size)
        {
            return Math.Log(Math.Abs(rise / d));
        }

        // Panels of bounded change of ln σ′: e^(ln σ′) is then resolved by five nodes to rounding.
        int panels = (int)Math.Clamp(4 * Math.Abs(d), 4, 4096);
        List<double> logs = [];
        List<double> weights = [];
        for (int k = 0; k < panels; k++)
        {
            foreach ((double node, double weight) in Gauss)
            {
                logs.Add(activation.LogDerivative(v + (d * (k + (0.5 * (1 + node))) / panels)));
                weights.Add(weight / 2 / panels);
            }
        }

        double top = logs.Max();
        return top + Math.Log(logs.Zip(weights, (log, weight) => weight * Math.Exp(log - top)).Sum());
    }
}
