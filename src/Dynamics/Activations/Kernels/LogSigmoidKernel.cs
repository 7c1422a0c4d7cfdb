using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>ln(1/(1 + e^−z)) = −softplus(−z).</summary>
internal readonly struct LogSigmoidKernel : ILaneFunction
{
    /// <summary>The softplus that this function mirrors, without a linear branch.</summary>
    public static SoftplusKernel Mirror => new(1, double.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => -Mirror.Value(-z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        Mirror.ValueAndDerivative(-z, out V mirrored, out derivative);
        value = -mirrored;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        Mirror.ValueAndSecant(-z, out V mirrored, out secant);
        value = -mirrored;
    }
}
