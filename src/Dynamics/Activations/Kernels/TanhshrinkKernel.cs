using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z − tanh z: z³ times a polynomial for |z| &lt; 1, where the difference would cancel.</summary>
internal readonly struct TanhshrinkKernel : ILaneFunction
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
        V tanh = default(TanhKernel).Value(z);
        value = Value(z);
        derivative = tanh * tanh;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        V one = V.Broadcast(1);
        V a = V.Abs(z);
        V w = z * z;
        V tanh = default(TanhKernel).Value(z);
        V near = w * Polynomials.TanhshrinkCore(w);
        value = V.SelectLess(a, one, z * near, z - tanh);
        secant = V.SelectLess(a, one, near, one - (tanh / z));
    }
}
