using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z for z &gt; 0, else slope·z; ReLU is slope 0 and gives 0 there, whatever z.</summary>
internal readonly struct LeakyKernel(double slope) : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => V.SelectLessOrEqual(z, V.Broadcast(0), slope == 0 ? V.Broadcast(0) : V.Broadcast(slope) * z, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        derivative = V.SelectLessOrEqual(z, zero, V.Broadcast(slope), V.SelectLess(zero, z, V.Broadcast(1), z));
        value = Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V> => ValueAndDerivative(z, out value, out secant);
}
