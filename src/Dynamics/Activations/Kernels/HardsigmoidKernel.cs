using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>min(max(z+3, 0), 6)/6.</summary>
internal readonly struct HardsigmoidKernel : ILaneFunction
{
    private const double Slope = 1.0 / 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => ClampKernel.Clamp(z + V.Broadcast(3), 0, 6) / V.Broadcast(6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(z);
        V three = V.Broadcast(3);
        value = Value(z);
        derivative = V.SelectLess(a, three, V.Broadcast(Slope), V.SelectLessOrEqual(three, a, V.Broadcast(0), z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(z);
        value = Value(z);
        secant = V.SelectLess(a, V.Broadcast(3), V.Broadcast(Slope), V.Broadcast(0.5) / a);
    }
}
