using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z·min(max(z+3, 0), 6)/6, whose second factor is the secant slope.</summary>
internal readonly struct HardswishKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        V three = V.Broadcast(3);
        V middle = z * (z + three) / V.Broadcast(6);
        return V.SelectLessOrEqual(z, -three, V.Broadcast(0), V.SelectLessOrEqual(three, z, z, middle));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V three = V.Broadcast(3);
        V middle = (z + V.Broadcast(1.5)) / three;
        derivative = V.SelectLess(z, -three, V.Broadcast(0), V.SelectLess(three, z, V.Broadcast(1), middle));
        value = Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        secant = ClampKernel.Clamp(z + V.Broadcast(3), 0, 6) / V.Broadcast(6);
        value = Value(z);
    }
}
