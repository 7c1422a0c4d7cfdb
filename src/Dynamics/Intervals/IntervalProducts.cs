using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>Elementwise operations on arrays of bounds of padded length, in vector registers; one unit wider than single operations where those are exact.</summary>
internal static class IntervalProducts
{
    /// <summary>a·x for one interval a.</summary>
    public static void Scale(Interval a, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> productLower, Span<double> productUpper)
    {
        Vector512<double> zeros = Vector512<double>.Zero;
        Vector512<double> al = Vector512.Create(a.Lower);
        Vector512<double> au = Vector512.Create(a.Upper);
        for (int j = 0; j < lower.Length; j += 8)
        {
            zeros += Product(al, au, Load(lower, j), Load(upper, j), productLower, productUpper, j);
        }

        bool finite = Vector512.EqualsAll(zeros, Vector512<double>.Zero);
        for (int j = 0; j < lower.Length && !finite; j++)
        {
            (productLower[j], productUpper[j]) = a * Interval.Trusted(lower[j], upper[j]);
        }
    }

    /// <summary>a·x, entry by entry.</summary>
    public static void Multiply(
        ReadOnlySpan<double> firstLower,
        ReadOnlySpan<double> firstUpper,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        Span<double> productLower,
        Span<double> productUpper)
    {
        Vector512<double> zeros = Vector512<double>.Zero;
        for (int j = 0; j < lower.Length; j += 8)
        {
            zeros += Product(Load(firstLower, j), Load(firstUpper, j), Load(lower, j), Load(upper, j), productLower, productUpper, j);
        }

        bool finite = Vector512.EqualsAll(zeros, Vector512<double>.Zero);
        for (int j = 0; j < lower.Length && !finite; j++)
        {
            (productLower[j], productUpper[j]) = Interval.Trusted(firstLower[j], firstUpper[j]) * Interval.Trusted(lower[j], upper[j]);
        }
    }

    /// <summary>x + y, entry by entry.</summary>
    public static void Add(IntervalMatrix x, IntervalMatrix y, IntervalMatrix sum)
    {
        Vector512<double> zeros = Vector512<double>.Zero;
        for (int j = 0; j < x.Lower.Length; j += 8)
        {
            Vector512<double> low = MidpointRadius.Down(Load(x.Lower, j) + Load(y.Lower, j));
            Vector512<double> high = MidpointRadius.Up(Load(x.Upper, j) + Load(y.Upper, j));
            Store(low, sum.Lower, j);
            Store(high, sum.Upper, j);
            zeros += (low * Vector512<double>.Zero) + (high * Vector512<double>.Zero);
        }

        bool finite = Vector512.EqualsAll(zeros, Vector512<double>.Zero);
        for (int j = 0; j < x.Lower.Length && !finite; j++)
        {
            (sum.Lower[j], sum.Upper[j]) = Interval.Trusted(x.Lower[j], x.Upper[j]) + Interval.Trusted(y.Lower[j], y.Upper[j]);
        }
    }

    /// <summary>The four products of bounds, each moved outwards; exact zeros stay. Returns 0 where all is finite, else NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Product(
        Vector512<double> al,
        Vector512<double> au,
        Vector512<double> xl,
        Vector512<double> xu,
        Span<double> productLower,
        Span<double> productUpper,
        int j)
    {
        Vector512<double> a = al * xl;
        Vector512<double> b = al * xu;
        Vector512<double> c = au * xl;
        Vector512<double> d = au * xu;
        Vector512<double> low = MidpointRadius.Down(Vector512.Min(Vector512.Min(a, b), Vector512.Min(c, d)));
        Vector512<double> high = MidpointRadius.Up(Vector512.Max(Vector512.Max(a, b), Vector512.Max(c, d)));

        // A factor that is exactly 0 gives exactly 0.
        Vector512<double> zero = Vector512<double>.Zero;
        Vector512<double> none = (Vector512.Equals(al, zero) & Vector512.Equals(au, zero)) | (Vector512.Equals(xl, zero) & Vector512.Equals(xu, zero));
        Store(Vector512.ConditionalSelect(none, zero, low), productLower, j);
        Store(Vector512.ConditionalSelect(none, zero, high), productUpper, j);
        return (low * zero) + (high * zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ReadOnlySpan<double> x, int j) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)j);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> x, Span<double> target, int j) => x.StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)j);
}
