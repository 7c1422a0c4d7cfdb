using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>0 for |z| ≤ dead, else z moved towards 0 by shift: softshrink with shift = λ, hardshrink with shift = 0.</summary>
internal readonly struct ShrinkKernel(double dead, double shift) : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        V moved = V.CopySign(V.Abs(z) - V.Broadcast(shift), z);
        return V.SelectLessOrEqual(V.Abs(z), V.Broadcast(dead), V.Broadcast(0), moved);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(z);
        V d = V.Broadcast(dead);
        value = Value(z);
        derivative = V.SelectLessOrEqual(a, d, V.Broadcast(0), V.SelectLess(d, a, V.Broadcast(1), z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        ValueAndDerivative(z, out value, out V slope);

        // At ∞ the quotient is ∞/∞, and its limit the slope.
        V a = V.Abs(z);
        V quotient = V.SelectLess(V.Broadcast(double.MaxValue), a, slope, value / z);
        secant = V.SelectLessOrEqual(a, V.Broadcast(dead), V.Broadcast(0), quotient);
    }
}
