using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// Bounds from a double of known accuracy: x ∓ (relative·|x| + 2^−1050). The absolute part covers the gradual underflow inside the kernels, which Activation's
/// remarks bound by 4(1 + z²) least doubles with z² ≤ 750². The rounding of the subtraction itself, at most 2^−53|x|, is within the margin between
/// the error and what is widened.
/// </summary>
internal static class Widening
{
    /// <summary>2^−49, for functions whose error has been bounded by 8·2^−53 in a proof.</summary>
    public const double Proven = 1.7763568394002505e-15;

    /// <summary>2^−1050.</summary>
    public const double Least = 8.289046e-317;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Down(double x, double relative) =>
        double.IsPositiveInfinity(x) ? LargeDown(relative) : Math.FusedMultiplyAdd(-relative, Math.Abs(x), x) - Least;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Up(double x, double relative) =>
        double.IsNegativeInfinity(x) ? -LargeDown(relative) : Math.FusedMultiplyAdd(relative, Math.Abs(x), x) + Least;

    /// <summary>What overflowed may have been this small.</summary>
    private static double LargeDown(double relative) => Math.FusedMultiplyAdd(-relative, double.MaxValue, double.MaxValue);
}
