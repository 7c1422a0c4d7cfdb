using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Bounds;

/// <summary>The lines below and above each activation of a layer over the current box. Working memory.</summary>
/// <param name="width">Units of the layer.</param>
internal sealed class ActivationLines(int width)
{
    /// <summary>The rounding of a product, with room for that of its use.</summary>
    private const double ProductError = 2.3e-16;

    private readonly LinearRelaxation[] lines = new LinearRelaxation[width];
    private readonly double[] lower = new double[width];
    private readonly double[] upper = new double[width];
    private readonly bool[] isLoaded = new bool[width];

    /// <summary>Makes the lines of units whose pre-activations have changed.</summary>
    public void Load(BoundStep.ActivationStep activation, IntervalMatrix z)
    {
        for (int i = 0; i < width; i++)
        {
            if (!isLoaded[i] || lower[i] != z.Lower[i] || upper[i] != z.Upper[i])
            {
                (lower[i], upper[i], isLoaded[i]) = (z.Lower[i], z.Upper[i], true);
                lines[i] = activation[i].Relax(z[0, i]);
            }
        }
    }

    /// <summary>λ·σ(z) + c ≤ x·z + result over the pre-activations.</summary>
    public double Pull(ReadOnlySpan<double> y, Span<double> x, double offset)
    {
        (double sum, double size, double lost) = (0, 0, 0);
        for (int i = 0; i < width; i++)
        {
            double factor = y[i];
            if (factor == 0)
            {
                x[i] = 0;
                continue;
            }

            (double slope, double at) = factor > 0 ? (lines[i].UpperSlope, lines[i].UpperOffset) : (lines[i].LowerSlope, lines[i].LowerOffset);
            x[i] = factor * slope;
            lost += ((ProductError * Math.Abs(x[i])) + double.Epsilon) * Math.Max(Math.Abs(lower[i]), Math.Abs(upper[i]));
            sum = Math.FusedMultiplyAdd(factor, at, sum);
            size = Math.FusedMultiplyAdd(Math.Abs(factor), Math.Abs(at), size);
        }

        double slack = MidpointRadius.Slack(width);
        double total = LinearRows.Above(offset, sum, (slack * size) + (lost * (1 + slack)) + MidpointRadius.Tiny(width));
        if (!double.IsFinite(total))
        {
            x.Clear();
        }

        return total;
    }
}
