using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>A maximal interval on which a map is weakly monotone.</summary>
/// <param name="First">Index of the breakpoint at its left end.</param>
/// <param name="Last">Index of the breakpoint at its right end.</param>
/// <param name="Lower">The left end.</param>
/// <param name="Upper">The right end.</param>
/// <param name="Direction">1 increasing, −1 decreasing, 0 when the whole map is constant.</param>
internal readonly record struct Lap(int First, int Last, Rational Lower, Rational Upper, int Direction)
{
    /// <summary>
    /// The laps of a map. A flat piece belongs to the lap that it touches, so that it makes none of its own; between a rise and a fall it goes to the left.
    /// </summary>
    public static ImmutableArray<Lap> Of(PiecewiseLinearIntervalMap map)
    {
        ImmutableArray<Lap>.Builder laps = ImmutableArray.CreateBuilder<Lap>();
        int first = 0;
        int direction = 0;
        for (int i = 0; i < map.Pieces.Length; i++)
        {
            int sign = map.Pieces[i].Slope.Sign;
            if (sign == -direction && sign != 0)
            {
                Close(i);
                first = i;
            }

            direction = sign == 0 ? direction : sign;
        }

        Close(map.Pieces.Length);
        return laps.ToImmutable();

        void Close(int last) => laps.Add(new Lap(first, last, map.Breakpoints[first], map.Breakpoints[last], direction));
    }
}
