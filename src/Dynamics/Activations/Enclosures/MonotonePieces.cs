using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>From the values of a function at both ends of intervals to enclosures over them, in vector registers.</summary>
internal static class MonotonePieces
{
    /// <summary>What is known of the function.</summary>
    /// <param name="Turns">Its turning points.</param>
    /// <param name="Range">All its values.</param>
    /// <param name="Margin">What a computed value moves by, relative to it.</param>
    /// <param name="KeepsSign">It has the sign of its argument.</param>
    /// <param name="Cancels">
    /// It is λ + zλ′ for a function λ with values in [0, 1], whose two terms cancel for z &lt; 0: the error is relative to λ = σ/z, which the derivative
    /// itself bounds where |z| is large: |σ′| ≥ ½λ for z ≤ −8, and λ ≤ 1 elsewhere.
    /// </param>
    public sealed record Knowledge(ImmutableArray<TurningPoint> Turns, Interval Range, double Margin, bool KeepsSign, bool Cancels);

    /// <summary>In: the computed values at the lower and upper ends. Out: lower and upper bounds over the intervals.</summary>
    public static void Enclose(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> first, Span<double> second, Knowledge f)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes8>(lower, upper, first, second, f);
        }
        else
        {
            Run<Lanes4>(lower, upper, first, second, f);
        }
    }

    /// <summary>An enclosure at z from the computed value there.</summary>
    public static Interval AtPoint(double z, double value, Knowledge f)
    {
        Bounds(new Lane(z), new Lane(z), new Lane(value), new Lane(value), f, out Lane low, out Lane high);
        return Interval.Trusted(low.Value, high.Value);
    }

    [SkipLocalsInit]
    private static void Run<V>(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> first, Span<double> second, Knowledge f)
        where V : struct, ILanes<V>
    {
        int i = 0;
        for (; i <= lower.Length - V.Count; i += V.Count)
        {
            Bounds(V.Load(lower[i..]), V.Load(upper[i..]), V.Load(first[i..]), V.Load(second[i..]), f, out V low, out V high);
            V.Store(low, first[i..]);
            V.Store(high, second[i..]);
        }

        int left = lower.Length - i;
        if (left > 0)
        {
            Span<double> rest = stackalloc double[4 * V.Count];
            rest.Clear();
            lower[i..].CopyTo(rest);
            upper[i..].CopyTo(rest[V.Count..]);
            first[i..].CopyTo(rest[(2 * V.Count)..]);
            second[i..].CopyTo(rest[(3 * V.Count)..]);
            Bounds(V.Load(rest), V.Load(rest[V.Count..]), V.Load(rest[(2 * V.Count)..]), V.Load(rest[(3 * V.Count)..]), f, out V low, out V high);
            V.Store(low, rest);
            V.Store(high, rest[V.Count..]);
            rest[..left].CopyTo(first[i..]);
            rest.Slice(V.Count, left).CopyTo(second[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Bounds<V>(V lower, V upper, V first, V second, Knowledge f, out V low, out V high)
        where V : struct, ILanes<V>
    {
        V least = V.Broadcast(Widening.Least);
        V firstError = Error(lower, first, f);
        V secondError = Error(upper, second, f);
        low = Min(Finite(first) - firstError, Finite(second) - secondError) - least;
        high = Max(Finite(first) + firstError, Finite(second) + secondError) + least;

        // What overflowed is unbounded on its own side.
        V largest = V.Broadcast(double.MaxValue);
        V top = Max(first, second);
        V bottom = Min(first, second);
        high = V.SelectLess(largest, top, top, high);
        low = V.SelectLess(bottom, -largest, bottom, low);
        foreach (TurningPoint turn in f.Turns)
        {
            V meetsLow = V.SelectLessOrEqual(lower, V.Broadcast(turn.Right), V.Broadcast(turn.Lowest), low);
            V meetsHigh = V.SelectLessOrEqual(lower, V.Broadcast(turn.Right), V.Broadcast(turn.Highest), high);
            low = Min(low, V.SelectLessOrEqual(V.Broadcast(turn.Left), upper, meetsLow, low));
            high = Max(high, V.SelectLessOrEqual(V.Broadcast(turn.Left), upper, meetsHigh, high));
        }

        if (f.KeepsSign)
        {
            V zero = V.Broadcast(0);
            low = V.SelectLess(lower, zero, low, Max(low, zero));
            high = V.SelectLess(zero, upper, high, Min(high, zero));
        }

        low = Max(low, V.Broadcast(f.Range.Lower));
        high = Min(high, V.Broadcast(f.Range.Upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Error<V>(V z, V value, Knowledge f)
        where V : struct, ILanes<V>
    {
        V size = V.Abs(Finite(value));
        if (f.Cancels)
        {
            size = V.SelectLess(z, V.Broadcast(-8), V.Broadcast(2) * size, size + V.Broadcast(1));
        }

        return V.Broadcast(f.Margin) * size;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Finite<V>(V x)
        where V : struct, ILanes<V> => Min(Max(x, V.Broadcast(double.MinValue)), V.Broadcast(double.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Min<V>(V a, V b)
        where V : struct, ILanes<V> => V.SelectLess(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Max<V>(V a, V b)
        where V : struct, ILanes<V> => V.SelectLess(a, b, b, a);
}
