using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>
/// With t = e^(−2|z|) and u = t − 1 from one reduction: tanh |z| = −u/(2+u), accurate near 0 because u is, and σ′ = 4t/(1+t)², accurate in
/// saturation because t is. Value within 2 ulp, derivative within 4.
/// </summary>
internal readonly struct TanhKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        V u = Exponential.Expm1(V.Broadcast(-2) * V.Abs(z), V.Broadcast(0));
        return V.CopySign(u / (V.Broadcast(2) + u), z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        Exponential.ExpAndExpm1(V.Broadcast(-2) * V.Abs(z), V.Broadcast(0), out V t, out V u);
        V sum = V.Broadcast(2) + u;
        value = V.CopySign(u / sum, z);
        derivative = V.Broadcast(4) * t / (sum * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        secant = V.SelectLess(V.Abs(z), V.Broadcast(1e-290), V.Broadcast(1), value / z);
    }
}
