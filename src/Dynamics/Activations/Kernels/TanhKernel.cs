using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>
/// With t = e^(−2|z|) and u = t − 1 from one reduction: tanh |z| = −u/(2+u), accurate near 0 because u is, and σ′ = 4t/(2+u)², accurate in
/// saturation because t is. The rounding errors of u and 2+u are carried into the quotient: value within 1.5 ulp, derivative within 4.
/// </summary>
internal readonly struct TanhKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        V u = Exponential.Expm1(V.Broadcast(-2) * V.Abs(z), V.Broadcast(0), out V lost);
        return V.CopySign(Quotient(u, lost, V.Broadcast(2) + u), z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        Exponential.ExpAndExpm1(V.Broadcast(-2) * V.Abs(z), V.Broadcast(0), out V t, out V u, out V lost);
        V sum = V.Broadcast(2) + u;
        value = V.CopySign(Quotient(u, lost, sum), z);
        derivative = V.Broadcast(4) * t / (sum * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        secant = V.SelectLess(V.Abs(z), V.Broadcast(1e-290), V.Broadcast(1), value / z);
    }

    /// <summary>
    /// (u + lost)/(2 + u + lost), where sum is the rounded 2 + u. The first-order correction needs 1/sum to 5 % only, so that it stays off the
    /// division's critical path.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Quotient<V>(V u, V lost, V sum)
        where V : struct, ILanes<V>
    {
        V inverse = V.Fma(V.Broadcast(-0.4857), sum, V.Broadcast(1.4571));
        V sumLost = (u - (sum - V.Broadcast(2))) + lost;
        V quotient = u / sum;
        return V.Fma(V.Fma(-quotient, sumLost, lost), inverse, quotient);
    }
}
