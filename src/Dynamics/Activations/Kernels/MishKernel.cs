using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>
/// z·T, T = tanh(ln(1 + e^z)), which is also the secant slope. T = n/(n+2), n = e(e+2), e = e^z for z &lt; 0; with t = e^−z, D = 1 + 2t + 2t²:
/// T = (1+2t)/D for z ≥ 0. T′ = 4e(1+e)/(n+2)² and 4t²(1+t)/D².
/// </summary>
internal readonly struct MishKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        ValueAndSecant(z, out V value, out _);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        Parts(z, out V e, out V numerator, out V denominator);
        V secant = numerator / denominator;
        value = AboveLowest(z) * secant;
        V four = V.Broadcast(4) * e * (V.Broadcast(1) + e);
        V slope = V.SelectLess(z, zero, four, four * e) / (denominator * denominator);
        derivative = V.Fma(ClampKernel.Clamp(z, -800, 800), slope, secant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        Parts(z, out _, out V numerator, out V denominator);
        secant = numerator / denominator;
        value = AboveLowest(z) * secant;
    }

    /// <summary>e = e^−|z| and T's fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parts<V>(V z, out V e, out V numerator, out V denominator)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        V one = V.Broadcast(1);
        V two = V.Broadcast(2);
        e = Exponential.Exp(-V.Abs(z), zero);
        V left = e * (e + two);
        V twice = e * two;
        numerator = V.SelectLess(z, zero, left, one + twice);
        denominator = V.SelectLess(z, zero, left + two, V.Fma(twice, one + e, one));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AboveLowest<V>(V z)
        where V : struct, ILanes<V> => V.SelectLess(z, V.Broadcast(-800), V.Broadcast(-800), z);
}
