using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>e^z.</summary>
internal readonly struct ExpKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => Exponential.Exp(z, V.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        derivative = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(z);
        value = Value(z);

        // e^z − 1 = −e^z (e^−z − 1) on the right, so one side's expm1 serves both.
        V u = -Exponential.Expm1(-a, V.Broadcast(0));
        V quotient = V.SelectLess(z, V.Broadcast(0), u, u * value) / a;
        V limit = V.SelectLess(z, V.Broadcast(0), V.Broadcast(0), V.Broadcast(double.PositiveInfinity));
        secant = V.SelectLess(a, V.Broadcast(1e-290), V.Broadcast(1), V.SelectLess(V.Broadcast(double.MaxValue), a, limit, quotient));
    }
}
