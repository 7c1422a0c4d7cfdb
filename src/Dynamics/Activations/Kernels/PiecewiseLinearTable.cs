using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>
/// The pieces of a continuous piecewise-linear function, each as a point on its line and a slope: value + slope·(z − anchor), value and slope as unevaluated sums
/// high + low of two doubles.
/// </summary>
internal sealed class PiecewiseLinearTable
{
    private PiecewiseLinearTable(double[] knots, double[] anchor, double[] high, double[] low, double[] slope, double[] slopeLow)
    {
        (Knots, Anchor, High, Low, Slope, SlopeLow) = (knots, anchor, high, low, slope, slopeLow);
        Intercept = [.. Enumerable.Range(0, anchor.Length).Select(i => At(i, 0).High)];
    }

    public double[] Knots { get; }

    public double[] Anchor { get; }

    public double[] High { get; }

    public double[] Low { get; }

    public double[] Slope { get; }

    public double[] SlopeLow { get; }

    /// <summary>The values at 0 of the lines that carry the pieces.</summary>
    public double[] Intercept { get; }

    /// <summary>The table of the definition. A piece is anchored at its left end, so that values at the knots are exact; the first one at its right end.</summary>
    public static PiecewiseLinearTable Of(ReadOnlySpan<double> knots, ReadOnlySpan<double> values, double left, double right)
    {
        int pieces = knots.Length + 1;
        double[] anchor = [knots[0], .. knots];
        double[] high = [values[0], .. values];
        double[] slope = new double[pieces];
        double[] slopeLow = new double[pieces];
        slope[0] = left;
        slope[^1] = right;
        for (int i = 1; i < knots.Length; i++)
        {
            (slope[i], slopeLow[i]) = Quotient(Difference(values[i], values[i - 1]), Difference(knots[i], knots[i - 1]));
        }

        return new PiecewiseLinearTable(knots.ToArray(), anchor, high, new double[pieces], slope, slopeLow);
    }

    /// <summary>The table of σ − σ(0), the pieces at 0 anchored there.</summary>
    public PiecewiseLinearTable Shifted()
    {
        int zero = Knots.Count(t => t <= 0);
        (double High, double Low) atZero = At(zero, 0);
        double[] anchor = [.. Anchor];
        double[] high = new double[anchor.Length];
        double[] low = new double[anchor.Length];
        for (int i = 0; i < anchor.Length; i++)
        {
            if ((i == 0 || Knots[i - 1] <= 0) && (i == Knots.Length || Knots[i] >= 0))
            {
                anchor[i] = 0;
                continue;
            }

            (double h, double l) = Difference(High[i], atZero.High);
            high[i] = h + (l - atZero.Low);
            low[i] = h - high[i] + (l - atZero.Low);
        }

        return new PiecewiseLinearTable(Knots, anchor, high, low, Slope, SlopeLow);
    }

    public AffinePiece Piece(int piece) => new(Slope[piece], Intercept[piece]);

    private static (double High, double Low) Difference(double a, double b)
    {
        double d = a - b;
        double virtualB = d - a;
        return (d, a - (d - virtualB) - (b + virtualB));
    }

    private static (double High, double Low) Quotient((double High, double Low) n, (double High, double Low) d)
    {
        double q = n.High / d.High;
        double rest = Math.FusedMultiplyAdd(-q, d.High, n.High) + n.Low - (q * d.Low);
        double correction = rest / d.High;
        double sum = q + correction;
        return (sum, q - sum + correction);
    }

    private (double High, double Low) At(int piece, double z)
    {
        PiecewiseLinearKernel.Line(
            new Lane(z), new Lane(Anchor[piece]), new Lane(High[piece]), new Lane(Low[piece]), new Lane(Slope[piece]), new Lane(SlopeLow[piece]), out Lane h, out Lane l);
        double high = h.Value + l.Value;
        return (high, h.Value - high + l.Value);
    }
}
