using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>
/// <see cref="ActivationBand"/> for a layer of tanh or logistic units at once: convex below 0, concave above, so that one tangent on either side bounds σ(z) − αz.
/// The tangents are evaluated in vectors; every value is taken to be off by more than the kernels' proven 2^−49.
/// </summary>
internal sealed class SigmoidalBand
{
    /// <summary>Twenty times 2^−52, relative to the terms of a sum: kernels, products, sums and this bound's own roundings.</summary>
    private const double Margin = 4.5e-15;

    private readonly Activation function;
    private readonly double steepest;
    private readonly double argument;
    private readonly double[] points;
    private readonly double[] values;
    private readonly double[] slopes;

    private SigmoidalBand(Activation function, double steepest, double argument, int width)
    {
        (this.function, this.steepest, this.argument) = (function, steepest, argument);
        (points, values, slopes) = (new double[2 * width], new double[2 * width], new double[2 * width]);
        (Slope, Middle, Radius) = (new double[width], new double[width], new double[width]);
    }

    /// <summary>α, by unit.</summary>
    public double[] Slope { get; }

    /// <summary>The middle of the band, by unit.</summary>
    public double[] Middle { get; }

    /// <summary>Its radius, by unit.</summary>
    public double[] Radius { get; }

    /// <summary>The band of a function; null for another kind of function.</summary>
    public static SigmoidalBand? Of(Activation function, int width) => function switch
    {
        Tanh => new SigmoidalBand(function, 1, 1, width),

        // σ(z) = ½ + ½ tanh(z/2): slope ¼ at 0, tangent points twice as far out.
        Sigmoid => new SigmoidalBand(function, 0.25, 2, width),
        _ => null,
    };

    /// <summary>Fills slopes and bands.</summary>
    /// <param name="lower">Lower ends of the pre-activations, below 1e100.</param>
    /// <param name="upper">Upper ends.</param>
    /// <param name="first">Lower bounds of σ at the lower ends, within 2^−49.</param>
    /// <param name="last">Upper bounds of σ at the upper ends, within 2^−49.</param>
    public void Over(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<double> first, ReadOnlySpan<double> last)
    {
        int m = lower.Length;
        for (int i = 0; i < m; i++)
        {
            double width = upper[i] - lower[i];
            double slope = width > 1e-6 * Math.Max(Math.Abs(lower[i]), Math.Abs(upper[i])) && width > 1e-150 ? (last[i] - first[i]) / width : -1;
            Slope[i] = slope;
            double t = Math.Sqrt(Math.Max(0, 1 - (slope / steepest)));
            double p = t < 1 ? 0.5 * argument * Math.Log((1 + t) / (1 - t)) : 40;

            // Where a side is not met its point is on the border of the other, which does no harm.
            points[i] = Math.Clamp(p, Math.Max(lower[i], 0), Math.Max(upper[i], 0));
            points[m + i] = Math.Clamp(-p, Math.Min(lower[i], 0), Math.Min(upper[i], 0));
        }

        function.ValuesAndDerivatives(points.AsSpan(0, 2 * m), values.AsSpan(0, 2 * m), slopes.AsSpan(0, 2 * m));
        for (int i = 0; i < m; i++)
        {
            if (Slope[i] < 0)
            {
                Flat(i, lower[i], upper[i], first[i], last[i]);
            }
            else
            {
                Band(i, m, lower[i], upper[i], first[i], last[i]);
            }
        }
    }

    private void Band(int i, int m, double lower, double upper, double first, double last)
    {
        double slope = Slope[i];
        double left = first - (slope * lower);
        double right = last - (slope * upper);
        double slackLeft = Margin * (Math.Abs(first) + Math.Abs(slope * lower));
        double slackRight = Margin * (Math.Abs(last) + Math.Abs(slope * upper));
        double high = Math.Max(left + slackLeft, right + slackRight);
        double low = Math.Min(left - slackLeft, right - slackRight);
        if (upper > 0)
        {
            (double at, double slack) = Tangent(i, slope, Math.Max(lower, 0), upper, above: true);
            high = Math.Max(high, at + slack);
            low = lower < 0 ? Math.Min(low, AtZero - (Margin * AtZero)) : low;
        }

        if (lower < 0)
        {
            (double at, double slack) = Tangent(m + i, slope, lower, Math.Min(upper, 0), above: false);
            low = Math.Min(low, at - slack);
            high = upper > 0 ? Math.Max(high, AtZero + (Margin * AtZero)) : high;
        }

        double middle = 0.5 * (low + high);
        Middle[i] = middle;
        Radius[i] = Math.Max(high - middle, middle - low) * (1 + Margin);
    }

    private double AtZero => function.ValueAtZero;

    /// <summary>σ(q) − αq at the tangent point, and how far the tangent may lead beyond it, above or below, on its side.</summary>
    private (double At, double Slack) Tangent(int k, double slope, double from, double to, bool above)
    {
        double q = points[k];
        double tilt = slopes[k] - slope;
        double reach = (tilt > 0) == above ? Math.Abs(tilt) * (to - q) : Math.Abs(tilt) * (q - from);
        double slack = (reach * (1 + Margin)) + (Margin * (((slopes[k] + slope) * (to - from)) + Math.Abs(values[k]) + Math.Abs(slope * q)));
        return (values[k] - (slope * q), slack);
    }

    /// <summary>A short interval: the slope in its middle, and both ends with all the slopes between; see ActivationBand.Cone.</summary>
    private void Flat(int i, double lower, double upper, double first, double last)
    {
        double middle = (0.5 * lower) + (0.5 * upper);
        double atMiddle = function.Derivative(middle);
        double width = upper - lower;

        // |σ″| ≤ 0.77 for both, so that σ′ varies by at most 0.77·½·width about the middle.
        double tilt = (0.4 * width) + (Margin * atMiddle);
        double left = first - (atMiddle * lower);
        double right = last - (atMiddle * upper);
        double slack = (tilt * width) + (Margin * (Math.Abs(first) + Math.Abs(last) + (atMiddle * (Math.Abs(lower) + Math.Abs(upper)))));
        double low = Math.Min(left, right) - slack;
        double high = Math.Max(left, right) + slack;
        Slope[i] = atMiddle;
        Middle[i] = 0.5 * (low + high);
        Radius[i] = Math.Max(high - Middle[i], Middle[i] - low) * (1 + Margin);
    }
}
