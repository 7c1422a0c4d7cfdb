using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>
/// Catches an activation over an interval between two parallel lines, σ(z) ∈ αz + [low, high]. Between its inflections σ is convex or concave, so that σ(z) − αz
/// is extremal at the ends of a piece or where σ′ = α; there a tangent at a point near by bounds it, however roughly that point is known.
/// </summary>
internal sealed class ActivationBand
{
    private const int TangentSteps = 6;

    private readonly TurningPoint[] breaks;
    private readonly int[] convexity;

    public ActivationBand(Activation activation)
    {
        Activation = activation;
        Enclosure = activation.Enclosure;
        breaks = [.. Enumerable.Range(0, Enclosure.Breaks).Select(Enclosure.BreakAt)];
        convexity = [.. Enumerable.Range(0, breaks.Length + 1).Select(Enclosure.Convexity)];
        Inverse = InverseActivation.Of(activation);
    }

    /// <summary>σ.</summary>
    public Activation Activation { get; }

    /// <summary>Its interval extensions.</summary>
    public ActivationEnclosure Enclosure { get; }

    /// <summary>Its inverse; null when σ is not monotone or its inverse is not at hand.</summary>
    public InverseActivation? Inverse { get; }

    /// <summary>The slope and the band over z.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="first">Encloses σ at the lower end.</param>
    /// <param name="last">Encloses σ at the upper end.</param>
    /// <param name="slopes">Encloses σ′ over z.</param>
    public (double Slope, Interval Band) Over(Interval z, Interval first, Interval last, Interval slopes)
    {
        double width = z.Upper - z.Lower;
        if (!slopes.IsBounded)
        {
            return (0, Enclosure.Value(z));
        }

        if (width < 1e-7 * Math.Max(1, z.Magnitude))
        {
            return Cone(z, first, last, slopes);
        }

        double slope = (last.Midpoint - first.Midpoint) / width;
        return (slope, Band(slope, z, first, last));
    }

    private Interval Band(double slope, Interval z, Interval first, Interval last)
    {
        Interval left = first - (slope * (Interval)z.Lower);
        Interval band = left.Hull(last - (slope * (Interval)z.Upper));
        double from = z.Lower;
        for (int piece = 0; from < z.Upper; piece++)
        {
            bool isLast = piece == breaks.Length;
            double to = isLast ? z.Upper : Math.Min(z.Upper, breaks[piece].Left);
            if (to > from && convexity[piece] != 0)
            {
                band = AtTangent(slope, from, to, convexity[piece] > 0, band);
            }

            if (isLast || breaks[piece].Left >= z.Upper)
            {
                break;
            }

            if (breaks[piece].Right > z.Lower)
            {
                TurningPoint turn = breaks[piece];
                band = band.Hull(turn.Value - (slope * Interval.Trusted(turn.Left, turn.Right)));
            }

            from = Math.Max(from, breaks[piece].Right);
        }

        return band;
    }

    /// <summary>Widens the band by the extremum inside a piece, if σ′ = slope there.</summary>
    private Interval AtTangent(double slope, double from, double to, bool convex, Interval band)
    {
        double p = TangentPoint(slope, from, to, convex);
        if (p <= from || p >= to)
        {
            // Monotone over the piece, unless the tangent point was lost to rounding: then it is next to an end, and the tangent there covers it.
            p = p <= from ? from : to;
        }

        Interval at = p;
        Interval value = Enclosure.Value(at) - (slope * at);
        Interval tilt = Enclosure.Derivative(at) - slope;
        Interval reach = tilt * (Interval.Trusted(from, to) - p);
        return convex
            ? Interval.Trusted(Math.Min(band.Lower, (value + reach).Lower), band.Upper)
            : Interval.Trusted(band.Lower, Math.Max(band.Upper, (value + reach).Upper));
    }

    /// <summary>A point near the one in the piece where σ′ = slope, clamped to the piece.</summary>
    private double TangentPoint(double slope, double from, double to, bool convex)
    {
        if (Activation is Tanh or Sigmoid)
        {
            double scaled = Activation is Tanh ? slope : 4 * slope;
            double t = Math.Sqrt(Math.Max(0, 1 - scaled));
            double p = t < 1 ? 0.5 * Math.Log((1 + t) / (1 - t)) : 400;
            p = Activation is Tanh ? p : 2 * p;
            return Math.Clamp(convex ? -p : p, from, to);
        }

        // σ′ − slope rises over a convex piece.
        double sign = convex ? 1 : -1;
        (double low, double high) = (from, to);
        (double atLow, double atHigh) = (sign * (Activation.Derivative(low) - slope), sign * (Activation.Derivative(high) - slope));
        if (atLow >= 0 || atHigh <= 0)
        {
            return atLow >= 0 ? from : to;
        }

        double p2 = 0.5 * (low + high);
        for (int step = 0; step < TangentSteps; step++)
        {
            double at = sign * (Activation.Derivative(p2) - slope);
            double curvature = sign * Activation.SecondDerivative(p2);
            (low, high) = at < 0 ? (p2, high) : (low, p2);
            double newton = p2 - (at / curvature);
            p2 = newton > low && newton < high ? newton : 0.5 * (low + high);
        }

        return p2;
    }

    /// <summary>From the ends and the enclosed slopes alone.</summary>
    private static (double Slope, Interval Band) Cone(Interval z, Interval first, Interval last, Interval slopes)
    {
        double slope = slopes.Midpoint;
        Interval tilt = (slopes - slope) * Interval.Trusted(0, z.Width);
        Interval fromLeft = first - (slope * (Interval)z.Lower) + tilt;
        Interval fromRight = last - (slope * (Interval)z.Upper) - tilt;
        return (slope, fromLeft.Intersect(fromRight));
    }
}
