using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>0, z(z+3)/6 and z on either side of ±3; the slope jumps there by −½.</summary>
internal sealed class HardswishEnclosure : ActivationEnclosure
{
    public static HardswishEnclosure Instance { get; } = new();

    public override Interval Value(Interval z)
    {
        if (z.IsEmpty)
        {
            return z;
        }

        Interval hull = At(z.Lower).Hull(At(z.Upper));
        return z.Contains(-1.5) ? hull.Hull(-0.375) : hull;
    }

    public override Interval Derivative(Interval z)
    {
        Interval middle = ((2 * Middle(z)) + 3) / 6;
        Interval left = z.Lower <= -3 ? Interval.Zero : Interval.Empty;
        Interval right = z.Upper >= 3 ? Interval.One : Interval.Empty;
        return z.IsEmpty ? z : middle.Hull(left).Hull(right);
    }

    public override Interval SecondDerivative(Interval z) => z.IsEmpty ? z
        : z.Contains(-3) || z.Contains(3) ? Interval.Entire
        : Middle(z).IsEmpty ? Interval.Zero
        : (Interval)1 / 3;

    internal override int Breaks => 2;

    internal override TurningPoint BreakAt(int index) => index == 0 ? new(-3, -3, 0, 0) : new(3, 3, 3, 3);

    internal override int Convexity(int piece) => piece == 1 ? 1 : 0;

    private static Interval Middle(Interval z) => z.Intersect(new(-3, 3));

    private static Interval At(double z) => z <= -3 ? Interval.Zero
        : z >= 3 ? Interval.AtBound(z)
        : (Interval)z * ((Interval)z + 3) / 6;
}
