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
        double tangent = SlopeNear(middle) is var near && double.IsFinite(near) ? near : chord;
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
            Try(Touching(z.Lower, first.Midpoint, Math.Max(z.Lower, BreakAt(to - 1).Right), z.Upper));
        }
        else if (sign * Convexity(from) < 0)
        {
            Try(Touching(z.Upper, last.Midpoint, z.Lower, Math.Min(z.Upper, BreakAt(from).Left)));
        }

        return (best, offset);

        void Try(double slope)
        {
            double other = double.IsFinite(slope) ? Offset(sign, slope, z, first, last) : double.PositiveInfinity;
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

        return TangentAt(sign, slope, Root(left, right, (this, slope), static (x, at) => at.Item1.SlopeNear(x) - at.slope), left, right);
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

    /// <summary>About the slope of the line through (x, y) that touches the piece [left, right]; that of the chord to an end if none does.</summary>
    private double Touching(double x, double y, double left, double right)
    {
        // The touching point is where the slope equals that of the chord to it; nearer to x the slope is steeper.
        double touch = Root(left, right, (this, x, y), static (t, at) => at.Item1.SlopeNear(t) - ((at.Item1.ValueNear(t) - at.y) / (t - at.x)));
        return (ValueNear(touch) - y) / (touch - x);
    }

    /// <summary>Roughly where f changes sign between a and b, by the Illinois form of regula falsi; the end where |f| is less if it does not.</summary>
    private static double Root<T>(double a, double b, T at, Func<double, T, double> f)
    {
        (double fa, double fb) = (f(a, at), f(b, at));
        if (!(fa * fb < 0))
        {
            // At an end that is x itself the chord is no number; the sought point is then at the other.
            return Math.Abs(fa) <= Math.Abs(fb) ? a : b;
        }

        (double least, double most) = a < b ? (a, b) : (b, a);
        double x = b;
        for (int i = 0; i < 5; i++)
        {
            x = Math.Clamp(b - (fb * (b - a) / (fb - fa)), least, most);
            double fx = f(x, at);
            if (fx * fb < 0)
            {
                (a, fa) = (b, fb);
            }
            else
            {
                fa *= 0.5;
            }

            (b, fb) = (x, fx);
            if (!(Math.Abs(fx) > 0))
            {
                break;
            }
        }

        // Where the numbers run out of digits the middle is as good as any.
        return double.IsNaN(x) ? 0.5 * (least + most) : x;
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

    /// <summary>About σ′(z), to choose slopes by; nothing rests on it.</summary>
    private protected virtual double SlopeNear(double z)
    {
        Interval slope = Derivative(Interval.Point(z));
        return slope.IsBounded ? slope.Midpoint : 0;
    }

    /// <summary>About σ(z), to choose slopes by.</summary>
    private protected virtual double ValueNear(double z) => Value(Interval.Point(z)).Midpoint;

    private static double Above(int sign, Interval value, double left, double right, double slope)
    {
        Interval difference = value - (slope * Interval.Trusted(left, right));
        return sign > 0 ? difference.Upper : -difference.Lower;
    }
}
