using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>
/// ½z(1 + tanh u) = z·s(y), s the logistic function, y = 2u = cz + dz³ with c = 2√(2/π), d = 0.044715 c. y is carried in two doubles,
/// without which the left tail would lose three digits.
/// </summary>
internal readonly struct GeluTanhKernel : ILaneFunction
{
    private const double C = 1.5957691216057308;
    private const double CLow = -9.96930880911092e-17;
    private const double D = 0.07135481627260025;
    private const double DLow = -6.175149918155315e-19;

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
        V bounded = ClampKernel.Clamp(z, -24, 24);
        Parts(bounded, out V left, out V right);
        value = AboveLowest(z) * left;
        V slope = V.Fma(bounded * bounded, V.Broadcast(3 * D), V.Broadcast(C));
        derivative = left * V.Fma(bounded * slope, right, V.Broadcast(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        Parts(ClampKernel.Clamp(z, -24, 24), out secant, out _);
        value = AboveLowest(z) * secant;
    }

    /// <summary>y in one double, unbounded.</summary>
    public static double Argument(double z) => z * Math.FusedMultiplyAdd(z * z, D, C);

    /// <summary>y′.</summary>
    public static double ArgumentSlope(double z) => Math.FusedMultiplyAdd(z * z, 3 * D, C);

    /// <summary>y″.</summary>
    public static double ArgumentCurvature(double z) => 6 * D * z;

    /// <summary>s(y) and s(−y) for |z| ≤ 24, where e^−|y| reaches 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parts<V>(V z, out V logistic, out V complement)
        where V : struct, ILanes<V>
    {
        V one = V.Broadcast(1);
        V zero = V.Broadcast(0);
        V a = V.Abs(z);

        // c + d a² in two doubles, then times a; each error term is kept.
        V square = a * a;
        V squareLow = V.Fma(a, a, -square);
        V d = V.Broadcast(D);
        V product = square * d;
        V productLow = V.Fma(square, d, -product) + V.Fma(squareLow, d, square * V.Broadcast(DLow));
        V c = V.Broadcast(C);
        V sum = c + product;
        V virtualProduct = sum - c;
        V sumLow = (c - (sum - virtualProduct)) + (product - virtualProduct) + productLow + V.Broadcast(CLow);
        V y = a * sum;
        V yLow = V.Fma(a, sum, -y) + (a * sumLow);

        V t = Exponential.Exp(-y, -yLow);
        logistic = V.SelectLess(z, zero, t, one) / (one + t);
        complement = V.SelectLess(z, zero, one, t) / (one + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AboveLowest<V>(V z)
        where V : struct, ILanes<V> => V.SelectLess(z, V.Broadcast(-24), V.Broadcast(-24), z);
}
