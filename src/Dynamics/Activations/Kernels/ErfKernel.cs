using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>erf z.</summary>
internal readonly struct ErfKernel : ILaneFunction
{
    /// <summary>2/√π.</summary>
    public const double SlopeAtZero = 1.1283791670955126;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => ErrorFunction.Erf(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        derivative = V.Broadcast(SlopeAtZero) * ErrorFunction.Gaussian(ClampKernel.Clamp(z, -40, 40), 1);
        value = Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        value = Value(z);
        secant = V.SelectLess(V.Abs(z), V.Broadcast(1e-290), V.Broadcast(SlopeAtZero), value / z);
    }
}
