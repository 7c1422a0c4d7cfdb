using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>min(max(z, low), high).</summary>
internal readonly struct ClampKernel(double low, double high) : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => Clamp(z, low, high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        V below = V.SelectLess(z, V.Broadcast(high), V.Broadcast(1), V.SelectLessOrEqual(V.Broadcast(high), z, zero, z));
        derivative = V.SelectLessOrEqual(z, V.Broadcast(low), zero, below);
        value = Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        V quotient = (value - V.Broadcast(Math.Clamp(0, low, high))) / z;
        V tiny = V.Broadcast(double.Epsilon);
        secant = V.SelectLess(V.Abs(z), tiny, V.Broadcast(low < 0 && 0 < high ? 1 : 0), quotient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Clamp<V>(V z, double low, double high)
        where V : struct, ILanes<V>
    {
        V l = V.Broadcast(low);
        V h = V.Broadcast(high);
        return V.SelectLess(z, l, l, V.SelectLess(h, z, h, z));
    }
}
