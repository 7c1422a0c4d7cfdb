using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>
/// erf and its complement. erfc x = exp(−x²)·erfcx x for x ≥ 0, where erfcx is one polynomial in t = (x−4)/(x+4) over the whole half line
/// and x² is carried in two doubles, so the tail keeps its relative accuracy down to the subnormal numbers; erf x = x·P(x²) for |x| &lt; 1.
/// </summary>
internal static class ErrorFunction
{
    /// <summary>1/√2.</summary>
    private const double InverseSqrt2 = 0.7071067811865476;

    /// <summary>exp(x²) erfc(x) for x ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfcx<V>(V x)
        where V : struct, ILanes<V>
    {
        V four = V.Broadcast(4);
        V t = (x - four) / (x + four);
        return Polynomials.ScaledErfcx(t) / V.Fma(V.Broadcast(2), x, V.Broadcast(1));
    }

    /// <summary>exp(−x²·scale) for |x| ≤ 40 and a scale that is a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gaussian<V>(V x, double scale)
        where V : struct, ILanes<V>
    {
        V square = x * x;
        V low = V.Fma(x, x, -square);
        V factor = V.Broadcast(-scale);
        return Exponential.Exp(square * factor, low * factor);
    }

    /// <summary>erf x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(x);
        V bounded = V.SelectLess(V.Broadcast(28), a, V.Broadcast(28), a);
        V far = V.Broadcast(1) - (Gaussian(bounded, 1) * Erfcx(bounded));
        V near = a * Polynomials.ErfCore(a * a);
        return V.CopySign(V.SelectLess(a, V.Broadcast(1), near, far), x);
    }

    /// <summary>
    /// The parts of the normal distribution at z: a = |z| (at most 40, beyond which everything is 0), e = exp(−a²/2) and m with Φ(−a) = e·m.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Normal<V>(V z, out V a, out V e, out V m)
        where V : struct, ILanes<V>
    {
        V abs = V.Abs(z);
        a = V.SelectLess(V.Broadcast(40), abs, V.Broadcast(40), abs);
        e = Gaussian(a, 0.5);
        m = V.Broadcast(0.5) * Erfcx(a * V.Broadcast(InverseSqrt2));
    }
}
