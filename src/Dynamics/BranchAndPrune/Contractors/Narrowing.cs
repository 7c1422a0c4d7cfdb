using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>Intersections of the axes of a box, and whether another pass is worth it.</summary>
internal static class Narrowing
{
    /// <summary>An axis must lose this share of its width for another pass.</summary>
    private const double WorthAnotherPass = 0.1;

    /// <summary>axis := axis ∩ [lower, upper].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome Intersect(ref Interval axis, double lower, double upper)
    {
        // A bound that is not a number says nothing.
        double l = lower > axis.Lower ? lower : axis.Lower;
        double u = upper < axis.Upper ? upper : axis.Upper;
        if (l > u)
        {
            return Outcome.Empty;
        }

        bool narrowed = u - l < (1 - WorthAnotherPass) * (axis.Upper - axis.Lower);
        axis = Interval.Trusted(l, u);
        return narrowed ? Outcome.Narrowed : Outcome.Unchanged;
    }

    /// <summary>axis := axis ∩ [lower, upper]; the outcome becomes Narrowed when another pass is worth it.</summary>
    /// <returns>Whether something is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Intersect(ref Interval axis, double lower, double upper, ref Outcome outcome)
    {
        Outcome own = Intersect(ref axis, lower, upper);
        outcome = own == Outcome.Unchanged ? outcome : own;
        return own != Outcome.Empty;
    }
}
