using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <content>
/// Linear relaxations as CROWN uses them (Zhang et al., NeurIPS 2018): slopes are chosen in floating point, chords and tangents; whatever they are, the
/// offsets are proven: the supremum of σ(x) − a·x over each piece of one convexity is at its ends (convex) or below a tangent (concave).
/// </content>
public abstract partial class ActivationEnclosure
{
    /// <summary>How many inflections, kinks and jumps σ has.</summary>
    internal abstract int Breaks { get; }

    /// <summary>The index-th of them from the left, with all values of σ there, one-sided limits included.</summary>
    internal abstract TurningPoint BreakAt(int index);

    /// <summary>1 where σ is convex, −1 where concave, 0 where affine, between break piece − 1 and break piece.</summary>
    internal abstract int Convexity(int piece);

    /// <summary>Lines below and above σ on z.</summary>
    /// <param name="z">Pre-activations, not empty; an unbounded interval gets constant bounds.</param>
    public LinearRelaxation Relax(Interval z)
    {
        Interval first = Value(Interval.AtBound(z.Lower));
        Interval last = Value(Interval.AtBound(z.Upper));
        if (!z.IsBounded || z.IsPoint || !first.IsBounded || !last.IsBounded)
        {
            Interval all = Value(z);
            return new(0, all.Lower, 0, all.Upper);
        }

        double chord = (last.Midpoint - first.Midpoint) / (z.Upper - z.Lower);
        chord = double.IsFinite(chord) ? chord : 0;
        (double up, double upOffset) = Best(1, z, first, last, chord);
        (double down, double downOffset) = Best(-1, z, first, last, chord);
        return new(down, -downOffset, up, upOffset);
    }

    /// <summary>The line above sign·σ that is lower in the middle: by the chord, by the slope in the middle, or touching once and passing through an end.</summary>
    private (double Slope, double Offset) Best(int sign, Interval z, Interval first, Interval last, double chord)
    {
        (int from, int to) = (PieceOf(z.Lower), PieceOf(z.Upper));
        double middle = z.Midpoint;
        double tangent = SlopeNear(middle);
        if (from == to && Convexity(from) != 0)
        {
            double only = sign * Convexity(from) > 0 ? chord : tangent;
            return (only, Offset(sign, only, z, first, last));
        }

        double best = chord;
        double offset = Offset(sign, chord, z, first, last);
        Try(tangent);
        if (sign * Convexity(to) < 0)
        {
            Try(Touching(sign, z.Lower, first.Midpoint, Math.Max(z.Lower, BreakAt(to - 1).Right), z.Upper));
        }
        else if (sign * Convexity(from) < 0)
        {
            Try(Touching(sign, z.Upper, last.Midpoint, z.Lower, Math.Min(z.Upper, BreakAt(from).Left)));
        }

        return (best, offset);

        void Try(double slope)
        {
            double other = Offset(sign, slope, z, first, last);
            if ((sign * slope * middle) + other < (sign * best * middle) + offset)
            {
                (best, offset) = (slope, other);
            }
        }
    }

    /// <summary>sup of sign·(σ(x) − slope·x) over z, rounded up.</summary>
    private double Offset(int sign, double slope, Interval z, Interval first, Interval last)
    {
        double most = Math.Max(Above(sign, first, z.Lower, z.Lower, slope), Above(sign, last, z.Upper, z.Upper, slope));
        double left = z.Lower;
        for (int piece = 0; piece <= Breaks; piece++)
        {
            bool isLast = piece == Breaks;
            TurningPoint next = isLast ? default : BreakAt(piece);
            if (!isLast && next.Right < z.Lower)
            {
                continue;
            }

            double right = isLast ? z.Upper : Math.Min(z.Upper, next.Left);
            if (sign * Convexity(piece) < 0 && left < right)
            {
                most = Math.Max(most, TangentOffset(sign, slope, left, right));
            }

            if (isLast || next.Left > z.Upper)
            {
                break;
            }

            most = Math.Max(most, Above(sign, next.Value, next.Left, next.Right, slope));
            left = Math.Max(left, next.Right);
        }

        return most;
    }

    /// <summary>sup of sign·(σ(x) − slope·x) over a piece where sign·σ is concave: below the tangent at the point where the slope is about that.</summary>
    private double TangentOffset(int sign, double slope, double left, double right)
    {
        if (sign * (SlopeNear(left) - slope) <= 0)
        {
            return TangentAt(sign, slope, left, left, right);
        }

        if (sign * (SlopeNear(right) - slope) >= 0)
        {
            return TangentAt(sign, slope, right, left, right);
        }

        (double a, double b) = (left, right);
        double x = 0.5 * (a + b);
        for (int i = 0; i < 12 && sign * (SlopeNear(x) - slope) != 0; i++)
        {
            (a, b) = sign * (SlopeNear(x) - slope) > 0 ? (x, b) : (a, x);
            x = 0.5 * (a + b);
        }

        // A Newton step ends the bisection.
        double curvature = SecondDerivative(Interval.Point(x)).Midpoint;
        double better = x - ((SlopeNear(x) - slope) / curvature);
        return TangentAt(sign, slope, better > a && better < b ? better : x, left, right);
    }

    private double TangentAt(int sign, double slope, double x, double left, double right)
    {
        // sign·(σ(t) − slope·t) ≤ sign·(σ(x) − slope·x) + sign·(σ′(x) − slope)(t − x)
        Interval tilt = (Derivative(Interval.Point(x)) - slope) * (Interval.Trusted(left, right) - x);
        Interval at = Value(Interval.Point(x)) - ((Interval)slope * x);
        Interval sum = sign > 0 ? at + tilt : -(at + tilt);

        // At an end the exact slope may pass the wanted one in one direction only, and the tilt there is an enclosure of 0 or less.
        return sum.Upper;
    }

    /// <summary>The slope of the line through (x, y) that touches the concave piece [left, right] of sign·σ, by bisection; the chord to its far end if none does.</summary>
    private double Touching(int sign, double x, double y, double left, double right)
    {
        // The touching point is where the slope equals that of the chord to it; nearer to x the slope is steeper.
        bool fromLeft = x <= left;
        (double a, double b) = (left, right);
        for (int i = 0; i < 12; i++)
        {
            double t = 0.5 * (a + b);
            double gap = SlopeNear(t) - ((Value(Interval.Point(t)).Midpoint - y) / (t - x));
            bool further = fromLeft ? sign * gap > 0 : sign * gap < 0;
            (a, b) = further == fromLeft ? (t, b) : (a, t);
        }

        double touch = fromLeft ? b : a;
        return (Value(Interval.Point(touch)).Midpoint - y) / (touch - x);
    }

    private int PieceOf(double z)
    {
        int piece = 0;
        while (piece < Breaks && z >= BreakAt(piece).Right)
        {
            piece++;
        }

        return piece;
    }

    private double SlopeNear(double z)
    {
        Interval slope = Derivative(Interval.Point(z));
        return slope.IsBounded ? slope.Midpoint : 0;
    }

    private static double Above(int sign, Interval value, double left, double right, double slope)
    {
        Interval difference = value - (slope * Interval.Trusted(left, right));
        return sign > 0 ? difference.Upper : -difference.Lower;
    }
}
