using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>A continuous function made of affine pieces: extrema at the ends of the interval and at breakpoints.</summary>
/// <param name="breakpoints">The breakpoints in increasing order.</param>
/// <param name="pieces">One piece more than breakpoints: its slope, and a point that its line passes through.</param>
internal sealed class PiecewiseLinearEnclosure(ImmutableArray<double> breakpoints, ImmutableArray<(Interval Slope, double At, double Value)> pieces)
    : ActivationEnclosure
{
    /// <summary>For functions whose <see cref="Activation.Pieces"/> are exact.</summary>
    public static PiecewiseLinearEnclosure Of(Activation s) =>
        new(s.Breakpoints!.Value, [.. s.Pieces!.Value.Select(piece => ((Interval)piece.Slope, 0.0, piece.Intercept))]);

    /// <summary>For a function given by its values, whose slopes need not be doubles.</summary>
    public static PiecewiseLinearEnclosure Of(PiecewiseLinear s)
    {
        var pieces = ImmutableArray.CreateBuilder<(Interval, double, double)>();
        pieces.Add((s.LeftSlope, s.Knots[0], s.KnotValues[0]));
        for (int i = 1; i < s.Knots.Length; i++)
        {
            Interval rise = (Interval)s.KnotValues[i] - s.KnotValues[i - 1];
            pieces.Add((rise / ((Interval)s.Knots[i] - s.Knots[i - 1]), s.Knots[i - 1], s.KnotValues[i - 1]));
        }

        pieces.Add((s.RightSlope, s.Knots[^1], s.KnotValues[^1]));
        return new(s.Knots, pieces.ToImmutable());
    }

    public override Interval Value(Interval z)
    {
        if (z.IsEmpty)
        {
            return z;
        }

        Interval hull = At(z.Lower).Hull(At(z.Upper));
        foreach (double point in breakpoints)
        {
            hull = z.Contains(point) ? hull.Hull(At(point)) : hull;
        }

        return hull;
    }

    public override Interval Derivative(Interval z)
    {
        Interval hull = Interval.Empty;
        for (int i = 0; i < pieces.Length && !z.IsEmpty; i++)
        {
            bool meets = (i == 0 || breakpoints[i - 1] <= z.Upper) && (i == breakpoints.Length || z.Lower <= breakpoints[i]);
            hull = meets ? hull.Hull(pieces[i].Slope) : hull;
        }

        return hull;
    }

    public override Interval SecondDerivative(Interval z)
    {
        foreach (double point in breakpoints)
        {
            if (z.Contains(point))
            {
                return Interval.Entire;
            }
        }

        return z.IsEmpty ? z : Interval.Zero;
    }

    internal override int Breaks => breakpoints.Length;

    internal override TurningPoint BreakAt(int index)
    {
        Interval value = At(breakpoints[index]);
        return new(breakpoints[index], breakpoints[index], value.Lower, value.Upper);
    }

    internal override int Convexity(int piece) => 0;

    private Interval At(double z)
    {
        int i = 0;
        while (i < breakpoints.Length && z > breakpoints[i])
        {
            i++;
        }

        (Interval slope, double at, double value) = pieces[i];
        return (slope * (Interval.AtBound(z) - at)) + value;
    }
}
