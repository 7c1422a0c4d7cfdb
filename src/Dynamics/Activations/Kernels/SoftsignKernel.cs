using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z/(1 + |z|); the secant slope is 1/(1 + |z|) and σ′ its square.</summary>
internal readonly struct SoftsignKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        V one = V.Broadcast(1);
        V a = V.Abs(z);
        V quotient = a / (one + a);

        // 1 to the last bit from 2^54 on, which keeps ∞/∞ out.
        return V.CopySign(V.SelectLess(V.Broadcast(1e17), a, one, quotient), z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V one = V.Broadcast(1);
        V sum = one + V.Abs(z);
        value = Value(z);
        derivative = one / sum / sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        secant = V.Broadcast(1) / (V.Broadcast(1) + V.Abs(z));
    }
}
