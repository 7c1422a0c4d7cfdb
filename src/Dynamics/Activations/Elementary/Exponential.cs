using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>
/// eˣ and eˣ − 1 by x = k ln 2 + r, |r| ≤ ½ ln 2 (Cody and Waite: ln 2 in two parts, the first with 41 bits so that k times it is exact) and a
/// polynomial for eʳ − 1. Both below 1 ulp for normal results. Arguments may carry a low part, so that e.g. e^(−z²) keeps its relative accuracy in the tail.
/// </summary>
/// <remarks>
/// Why eˣ is within 3u of the true value, u = 2^−53, when the result is normal (measured: 1.4u). k·Ln2High has at most 52 bits and x − k·Ln2High is exact, a
/// multiple of 2^−54 below 1; the next multiply-add and the low part round r by at most 2^−55 each, and ln 2 is cut at 2e−31. The polynomial's tail differs from
/// the true one by at most 1.2e−16 (bounded piece by piece in 200-bit arithmetic), which r² ≤ 0.1202 makes 0.13u; its evaluation adds 0.2u and the
/// multiply-add for p 0.25u. Relative to eʳ ≥ 0.707 that is below 1.6u, and the last multiply-add rounds by u. For k = 0 the argument is exact and the
/// same count gives eʳ − 1 within 2u; for k &lt; 0, where |eˣ − 1| ≥ 0.29, within 3u. A subnormal result adds half the least double.
/// </remarks>
internal static class Exponential
{
    private const double Ln2High = 0.693147180559663;
    private const double Ln2Low = 2.8235290563031577e-13;
    private const double Log2E = 1.4426950408889634;

    /// <summary>Below this eˣ is 0 in double; clamping there keeps −∞ and huge arguments harmless.</summary>
    private const double Lowest = -750;

    private const double Highest = 720;

    /// <summary>exp(high + low).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V high, V low)
        where V : struct, ILanes<V>
    {
        Reduce(Clamp(high), low, out V p, out V k);
        V half = V.Round(k * V.Broadcast(0.5));
        V first = V.PowerOfTwo(half);
        return V.Fma(p, first, first) * V.PowerOfTwo(k - half);
    }

    /// <summary>exp(high + low) and exp(high + low) − 1 for high + low ≤ 0, each with full relative accuracy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ExpAndExpm1<V>(V high, V low, out V exp, out V expm1)
        where V : struct, ILanes<V> => ExpAndExpm1(high, low, out exp, out expm1, out _);

    /// <summary>The same with what the rounding of the last addition took from expm1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ExpAndExpm1<V>(V high, V low, out V exp, out V expm1, out V lost)
        where V : struct, ILanes<V>
    {
        Reduce(ClampBelow(high), low, out V p, out V k);

        // 2^k in two factors: their product underflows gradually where one factor could not be formed.
        V half = V.Round(k * V.Broadcast(0.5));
        V first = V.PowerOfTwo(half);
        V second = V.PowerOfTwo(k - half);
        V scale = first * second;
        exp = V.Fma(p, first, first) * second;
        Combine(p, scale, out expm1, out lost);
    }

    /// <summary>exp(high + low) − 1 for high + low ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V high, V low)
        where V : struct, ILanes<V> => Expm1(high, low, out _);

    /// <summary>The same with what the rounding of the last addition took from it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V high, V low, out V lost)
        where V : struct, ILanes<V>
    {
        V lowest = V.Broadcast(-64); // e^−64 no longer changes −1
        Reduce(V.SelectLess(high, lowest, lowest, high), low, out V p, out V k);
        Combine(p, V.PowerOfTwo(k), out V expm1, out lost);
        return expm1;
    }

    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Exp(new Lane(x), new Lane(0)).Value;

    /// <summary>eˣ − 1.</summary>
    public static double Expm1(double x)
    {
        if (x > 40)
        {
            return Exp(x);
        }

        double lowest = Math.Max(x, -64);
        Reduce(new Lane(lowest), new Lane(0), out Lane p, out Lane k);
        double scale = Lane.PowerOfTwo(k).Value;
        return Math.FusedMultiplyAdd(p.Value, scale, scale - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce<V>(V high, V low, out V expm1, out V k)
        where V : struct, ILanes<V>
    {
        k = V.Round(high * V.Broadcast(Log2E));
        V r = V.Fma(k, V.Broadcast(-Ln2Low), V.Fma(k, V.Broadcast(-Ln2High), high)) + low;
        expm1 = V.Fma(r * r, Polynomials.ExpTail(r), r);
    }

    /// <summary>(1 + p)·scale − 1, and the rounding error of that sum, exact by Fast2Sum since |scale − 1| ≥ |p·scale| or scale = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<V>(V p, V scale, out V expm1, out V lost)
        where V : struct, ILanes<V>
    {
        V whole = scale - V.Broadcast(1);
        expm1 = V.Fma(p, scale, whole);
        lost = V.Fma(p, scale, whole - expm1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ClampBelow<V>(V x)
        where V : struct, ILanes<V> => V.SelectLess(x, V.Broadcast(Lowest), V.Broadcast(Lowest), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Clamp<V>(V x)
        where V : struct, ILanes<V> => V.SelectLess(V.Broadcast(Highest), x, V.Broadcast(Highest), ClampBelow(x));
}
