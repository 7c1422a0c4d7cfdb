using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>ln(1 + e^(βz))/β, and z itself where βz exceeds the threshold, as torch computes it.</summary>
internal readonly struct SoftplusKernel(double beta, double threshold) : ILaneFunction
{
    private const double Ln2 = 0.6931471805599453;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V>
    {
        Scaled(z, out V x, out V high, out V low);
        V log = Logarithm.Log1p(Exponential.Exp(high, low)) / V.Broadcast(beta);
        return Branch(z, x, V.SelectLess(V.Broadcast(0), z, z + log, log), z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V one = V.Broadcast(1);
        V zero = V.Broadcast(0);
        Scaled(z, out V x, out V high, out V low);
        V e = Exponential.Exp(high, low);
        V log = Logarithm.Log1p(e) / V.Broadcast(beta);
        value = Branch(z, x, V.SelectLess(zero, z, z + log, log), z);
        derivative = Branch(z, x, V.SelectLess(z, zero, e, one) / (one + e), one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        Scaled(z, out V x, out V high, out V low);
        Exponential.ExpAndExpm1(high, low, out V e, out V u);
        V log = Logarithm.Log1p(e) / V.Broadcast(beta);
        value = Branch(z, x, V.SelectLess(zero, z, z + log, log), z);

        V limit = V.SelectLess(z, zero, zero, V.Broadcast(1));
        V quotient = V.SelectLess(V.Abs(z), V.Broadcast(1e-290), V.Broadcast(0.5), ShiftedFrom(z, x, u) / z);
        secant = V.SelectLess(V.Broadcast(double.MaxValue), V.Abs(z), limit, quotient);
    }

    /// <summary>σ(z) − ln 2/β. With u = e^−|βz| − 1: ln((1 + e^x)/2) = max(x, 0) + log1p(u/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Shifted<V>(V z)
        where V : struct, ILanes<V>
    {
        Scaled(z, out V x, out V high, out V low);
        return ShiftedFrom(z, x, Exponential.Expm1(high, low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V ShiftedFrom<V>(V z, V x, V expm1)
        where V : struct, ILanes<V>
    {
        V zero = V.Broadcast(0);
        V log = Logarithm.Log1p(V.Broadcast(0.5) * expm1) / V.Broadcast(beta);
        return Branch(z, x, V.SelectLess(zero, z, z + log, log), z - V.Broadcast(Ln2 / beta));
    }

    /// <summary>x = βz, and −|βz| in two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Scaled<V>(V z, out V x, out V high, out V low)
        where V : struct, ILanes<V>
    {
        // Beyond 800/β the exponential is 0; the bound keeps the low part finite.
        V b = V.Broadcast(beta);
        V bound = V.Broadcast(800 / beta);
        V abs = V.Abs(z);
        V a = V.SelectLess(bound, abs, bound, abs);
        x = b * z;
        high = -(b * a);
        low = -V.Fma(b, a, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Branch<V>(V z, V x, V smooth, V linear)
        where V : struct, ILanes<V> => V.SelectLess(V.Broadcast(threshold), x, linear, V.SelectLessOrEqual(x, V.Broadcast(threshold), smooth, z));
}
