using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>z·Φ(z), Φ the normal distribution; Φ itself is the secant slope.</summary>
internal readonly struct GeluKernel : ILaneFunction
{
    /// <summary>1/√(2π).</summary>
    private const double Density = 0.3989422804014327;

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
        ErrorFunction.Normal(z, out V a, out V e, out V m);
        value = AboveLowest(z) * Distribution(z, e * m);

        // Φ(−a) − aφ(a) = e(m − a/√(2π)); the derivative on the other side is 1 minus that.
        V left = e * V.Fma(a, V.Broadcast(-Density), m);
        derivative = Distribution(z, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        ErrorFunction.Normal(z, out _, out V e, out V m);
        secant = Distribution(z, e * m);
        value = AboveLowest(z) * secant;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Distribution<V>(V z, V left)
        where V : struct, ILanes<V> => V.SelectLess(z, V.Broadcast(0), left, V.Broadcast(1) - left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AboveLowest<V>(V z)
        where V : struct, ILanes<V> => V.SelectLess(z, V.Broadcast(-40), V.Broadcast(-40), z);
}
