using System.Runtime.CompilerServices;
using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Activations.Kernels;

/// <summary>A function by its table, and σ − σ(0) by the second one. O(K) a register: every lane finds its piece by K comparisons.</summary>
internal readonly struct PiecewiseLinearKernel(PiecewiseLinearTable table, PiecewiseLinearTable shifted) : ILaneFunction
{
    /// <summary>value + slope·(z − anchor) as an unevaluated sum, whose error is below 2^−98 of its terms while nothing overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<V>(V z, V anchor, V valueHigh, V valueLow, V slope, V slopeLow, out V high, out V low)
        where V : struct, ILanes<V>
    {
        V d = z - anchor;
        V virtualAnchor = d - z;
        V dLow = z - (d - virtualAnchor) - (anchor + virtualAnchor);
        V product = slope * d;
        V productLow = V.Fma(slope, d, -product);
        high = valueHigh + product;
        V virtualProduct = high - valueHigh;
        V sumLow = valueHigh - (high - virtualProduct) + (product - virtualProduct);
        V precise = sumLow + (productLow + V.Fma(slope, dLow, V.Fma(slopeLow, d, valueLow)));

        // Near the ends of the doubles the error terms are ∞ − ∞; 0·∞ is a flat piece.
        V zero = V.Broadcast(0);
        V coarse = V.SelectLess(zero, V.Abs(slope), high, valueHigh);
        V fits = V.Broadcast(1e300);
        low = V.SelectLess(V.Abs(product), fits, precise, zero);
        high = V.SelectLess(V.Abs(product), fits, high, coarse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V z)
        where V : struct, ILanes<V> => Evaluate(table, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndDerivative<V>(V z, out V value, out V derivative)
        where V : struct, ILanes<V>
    {
        V slope = V.Broadcast(table.Slope[0]);
        for (int i = 0; i < table.Knots.Length; i++)
        {
            slope = V.SelectLess(V.Broadcast(table.Knots[i]), z, V.Broadcast(table.Slope[i + 1]), slope);
        }

        derivative = KeepNaN(z, slope);
        value = Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ValueAndSecant<V>(V z, out V value, out V secant)
        where V : struct, ILanes<V>
    {
        V slope = V.Broadcast(shifted.Slope[0]);
        V anchor = V.Broadcast(shifted.Anchor[0]);
        V intercept = V.Broadcast(shifted.Intercept[0]);
        for (int i = 0; i < shifted.Knots.Length; i++)
        {
            V knot = V.Broadcast(shifted.Knots[i]);
            slope = V.SelectLess(knot, z, V.Broadcast(shifted.Slope[i + 1]), slope);
            anchor = V.SelectLess(knot, z, V.Broadcast(shifted.Anchor[i + 1]), anchor);
            intercept = V.SelectLess(knot, z, V.Broadcast(shifted.Intercept[i + 1]), intercept);
        }

        // Far out the quotient would be ∞/∞; a piece at 0 has its slope, also at 0 itself.
        V quotient = V.SelectLess(V.Abs(z), V.Broadcast(1e150), Evaluate(shifted, z) / z, slope + (intercept / z));
        secant = KeepNaN(z, V.SelectLess(V.Broadcast(0), V.Abs(anchor), quotient, slope));
        value = Value(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Evaluate<V>(PiecewiseLinearTable pieces, V z)
        where V : struct, ILanes<V>
    {
        V anchor = V.Broadcast(pieces.Anchor[0]);
        V high = V.Broadcast(pieces.High[0]);
        V low = V.Broadcast(pieces.Low[0]);
        V slope = V.Broadcast(pieces.Slope[0]);
        V slopeLow = V.Broadcast(pieces.SlopeLow[0]);
        for (int i = 0; i < pieces.Knots.Length; i++)
        {
            V knot = V.Broadcast(pieces.Knots[i]);
            anchor = V.SelectLessOrEqual(knot, z, V.Broadcast(pieces.Anchor[i + 1]), anchor);
            high = V.SelectLessOrEqual(knot, z, V.Broadcast(pieces.High[i + 1]), high);
            low = V.SelectLessOrEqual(knot, z, V.Broadcast(pieces.Low[i + 1]), low);
            slope = V.SelectLessOrEqual(knot, z, V.Broadcast(pieces.Slope[i + 1]), slope);
            slopeLow = V.SelectLessOrEqual(knot, z, V.Broadcast(pieces.SlopeLow[i + 1]), slopeLow);
        }

        Line(z, anchor, high, low, slope, slopeLow, out V h, out V l);
        return KeepNaN(z, h + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V KeepNaN<V>(V z, V result)
        where V : struct, ILanes<V> => V.SelectLessOrEqual(V.Abs(z), V.Broadcast(double.PositiveInfinity), result, z);
}
