using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>
/// Where to halve an interval of the line: in the middle, but by magnitude where its ends differ in magnitude, so that 64 halvings reach every double.
/// </summary>
internal static class SplitPoint
{
    /// <summary>A double strictly inside; null when there is none.</summary>
    public static double? Of(Interval x)
    {
        double low = Math.Max(x.Lower, double.MinValue);
        double high = Math.Min(x.Upper, double.MaxValue);
        if (low < 0 && high > 0)
        {
            return Math.Max(-low, high) > 16 * Math.Min(-low, high) || !double.IsFinite(high - low) ? 0 : 0.5 * (low + high);
        }

        double middle = Math.Abs(low + high) > 0 && 16 * Math.Min(Math.Abs(low), Math.Abs(high)) >= Math.Max(Math.Abs(low), Math.Abs(high))
            ? low + (0.5 * (high - low))
            : OfMagnitude(low, high);
        return middle > x.Lower && middle < x.Upper ? middle : null;
    }

    // Doubles of one sign are ordered as their bits are.
    private static double OfMagnitude(double low, double high)
    {
        long a = BitConverter.DoubleToInt64Bits(Math.Abs(low));
        long b = BitConverter.DoubleToInt64Bits(Math.Abs(high));
        double middle = BitConverter.Int64BitsToDouble(a + ((b - a) / 2));
        return high > 0 ? middle : -middle;
    }
}
