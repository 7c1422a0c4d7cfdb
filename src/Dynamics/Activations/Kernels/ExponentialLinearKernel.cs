using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>positive·z for z &gt; 0, else scale·(e^(z/width) − 1); slope = scale/width. 1/width comes in two doubles.</summary>
internal readonly struct ExponentialLinearKernel(double positive, double scale, double slope, double width) : ILaneFunction
{
    private readonly double _inverse = 1 / width;
    private readonly double _inverseLow = Math.FusedMultiplyAdd(-(1 / width), width, 1) / width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        Scaled(z, out V high, out V low);
        return V.SelectLess(V.Broadcast(0), z, V.Broadcast(positive) * z, V.Broadcast(scale) * Exponential.Expm1(high, low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        Scaled(z, out V high, out V low);
        Exponential.ExpAndExpm1(high, low, out V exp, out V expm1);
        value = V.SelectLess(zero, z, V.Broadcast(positive) * z, V.Broadcast(scale) * expm1);
        derivative = V.SelectLess(zero, z, V.Broadcast(positive), V.Broadcast(slope) * exp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        V left = V.SelectLess(V.Abs(z), V.Broadcast(1e-290), V.Broadcast(slope), value / z);
        secant = V.SelectLess(V.Broadcast(0), z, V.Broadcast(positive), left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Scaled<V>(V z, out V high, out V low)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        V bound = V.Broadcast(-800 * width);
        V negative = V.SelectLess(zero, z, zero, V.SelectLess(z, bound, bound, z));
        V inverse = V.Broadcast(_inverse);
        high = negative * inverse;
        low = V.Fma(negative, inverse, -high) + (negative * V.Broadcast(_inverseLow));
    }
}
