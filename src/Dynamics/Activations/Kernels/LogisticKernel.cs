using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>1/(1 + e^−z) from t = e^−|z|, so that both tails keep their relative accuracy.</summary>
internal readonly struct LogisticKernel : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        V t = Exponential.Exp(-V.Abs(z), V.Broadcast(0));
        return V.SelectLess(z, V.Broadcast(0), t, V.Broadcast(1)) / (V.Broadcast(1) + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V one = V.Broadcast(1);
        V t = Exponential.Exp(-V.Abs(z), V.Broadcast(0));
        V sum = one + t;
        value = V.SelectLess(z, V.Broadcast(0), t, one) / sum;
        derivative = t / (sum * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(z);
        Exponential.ExpAndExpm1(-a, V.Broadcast(0), out V t, out V u);
        V sum = V.Broadcast(1) + t;
        value = V.SelectLess(z, V.Broadcast(0), t, V.Broadcast(1)) / sum;

        // σ(z) − ½ = ½ tanh(z/2) = −½ u/(1+t) for z > 0, and odd.
        V quotient = V.Broadcast(-0.5) * u / (sum * a);
        secant = V.SelectLess(a, V.Broadcast(1e-290), V.Broadcast(0.25), quotient);
    }

    /// <summary>σ(z) − ½.</summary>
    public static double Shifted(double z)
    {
        Lane u = Exponential.Expm1(-Lane.Abs(new Lane(z)), new Lane(0));
        return Math.CopySign(0.5 * u.Value / (2 + u.Value), z);
    }
}
