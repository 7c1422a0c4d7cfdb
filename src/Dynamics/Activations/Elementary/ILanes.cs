namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>
/// One or several doubles that move together. A function written once against this interface serves single numbers and SIMD registers,
/// and gives bit for bit the same answer in both, since every operation here is correctly rounded and there are no branches.
/// </summary>
/// <typeparam name="V">The implementing type.</typeparam>
internal interface ILanes<V>
    where V : struct, ILanes<V>
{
    static abstract int Count { get; }

    static abstract V operator +(V a, V b);

    static abstract V operator -(V a, V b);

    static abstract V operator *(V a, V b);

    static abstract V operator /(V a, V b);

    static abstract V operator -(V a);

    static abstract V Broadcast(double x);

    static abstract V Load(ReadOnlySpan<double> source);

    static abstract void Store(V x, Span<double> target);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    static abstract V Abs(V x);

    static abstract V CopySign(V magnitude, V sign);

    /// <summary>The nearest integer, halves to even.</summary>
    static abstract V Round(V x);

    /// <summary>2^k for an integral k between −1022 and 1023; anything else gives a meaningless number, not a fault.</summary>
    static abstract V PowerOfTwo(V k);

    /// <summary>a &lt; b ? x : y; a NaN in the comparison chooses y.</summary>
    static abstract V SelectLess(V a, V b, V x, V y);

    /// <summary>a ≤ b ? x : y; a NaN in the comparison chooses y.</summary>
    static abstract V SelectLessOrEqual(V a, V b, V x, V y);
}
