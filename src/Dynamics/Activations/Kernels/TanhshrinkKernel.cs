using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z − tanh z: z³ times a polynomial for |z| &lt; 1, where the difference would cancel, else (|z| − 1) + 2t/(1+t) with t = e^(−2|z|).</summary>
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
        V t = Exponential.Exp(V.Broadcast(-2) * a, V.Broadcast(0));
        V near = w * Polynomials.TanhshrinkCore(w);
        V far = (a - one) + (V.Broadcast(2) * t / (one + t));
        value = V.CopySign(V.SelectLess(a, one, a * near, far), z);
        secant = V.SelectLess(a, one, near, V.SelectLess(V.Broadcast(1e17), a, one, far / a));
    }
}
