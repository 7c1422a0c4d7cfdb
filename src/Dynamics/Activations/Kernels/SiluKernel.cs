using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z·σ(z) with σ the logistic function; σ itself is the secant slope.</summary>
internal readonly struct SiluKernel : ILaneFunction
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
        V one = V.Broadcast(1);
        V zero = V.Broadcast(0);
        V t = Exponential.Exp(-V.Abs(z), zero);
        V sum = one + t;
        V logistic = V.SelectLess(z, zero, t, one) / sum;
        V complement = V.SelectLess(z, zero, one, t) / sum;
        value = AboveLowest(z) * logistic;

        // σ(1 + z·σ(−z)); z is bounded where its factor has long underflowed.
        derivative = logistic * V.Fma(Bounded(z), complement, one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        secant = default(LogisticKernel).Value(z);
        value = AboveLowest(z) * secant;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AboveLowest<V>(V z)
        where V : struct, ILanes<V> => V.SelectLess(z, V.Broadcast(-800), V.Broadcast(-800), z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Bounded<V>(V z)
        where V : struct, ILanes<V> => ClampKernel.Clamp(z, -800, 800);
}
