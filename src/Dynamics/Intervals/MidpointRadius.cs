using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// Sums of products of k intervals in midpoint–radius form (Rump, BIT 39, 1999; Revol, Makarenkov, Théveny, 2013), in vector registers and in rounding to nearest.
/// </summary>
/// <remarks>
/// <para>
/// A sum Σ a_p b_p over k fused products in any order is off by at most γ_k Σ|a_p||b_p| + k·2^−1075, γ_k = ku/(1 − ku), u = 2^−53 (Higham 2002, §3.1). So with
/// X_p = m_p ± r_p and q_p ≥ r_p + γ_k|m_p|, Σ a_p X_p lies within Σ|a_p| q_p of the computed Σ a_p m_p. That radius is computed with
/// the same relative error, for which q carries γ a second time; <see cref="Slack"/> has room for both and for the roundings of m, r and q.
/// </para>
/// </remarks>
internal static class MidpointRadius
{
    /// <summary>u(1 + 2u): x − (φ|x| + η), rounded, is at most the predecessor of x (Rump, Zimmermann, Boldo, Melquiond, BIT 49, 2009).</summary>
    private const double Phi = 1.1102230246251568e-16;

    public static int Stride(int columns) => (columns + 7) & ~7;

    /// <summary>At least 2γ_k + 8u.</summary>
    public static double Slack(int k) => ((2 * k) + 16) * (1.0001 * RoundingBound.Unit);

    /// <summary>At least the underflow errors of k products and of the radius.</summary>
    public static double Tiny(int k) => (k + 8) * (2 * double.Epsilon);

    /// <summary>The midpoint m of [lower, upper] and a q ≥ r + slack·|m|. Not finite where the interval is unbounded or nearly so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(double lower, double upper, double slack, out double middle, out double radius)
    {
        // r is off by at most u(r + |m|), which the slack covers; gradual underflow of the half by one least double.
        middle = 0.5 * (lower + upper);
        double r = Math.Max(upper - middle, middle - lower);
        radius = r == 0 && middle == 0 ? 0 : Math.FusedMultiplyAdd(slack, Math.Abs(middle) + r, r) + double.Epsilon;
    }

    /// <summary>Σ_p (mid_p ± radius_p) · matrix[p, ·] over rows of padded length, as bounds; false when something is not finite.</summary>
    /// <param name="mid">k midpoints.</param>
    /// <param name="radius">k radii with their slack.</param>
    /// <param name="matrix">k rows of lower.Length numbers.</param>
    /// <param name="shift">Added at the end, exactly as long as a row; empty for none.</param>
    /// <param name="columns">How many columns are no padding; the bounds in the padding are 0, as denormal numbers there would be slow.</param>
    /// <param name="lower">Receives lower bounds; its length is a multiple of 8.</param>
    /// <param name="upper">Receives upper bounds.</param>
    public static bool RowTimesMatrix(
        ReadOnlySpan<double> mid,
        ReadOnlySpan<double> radius,
        ReadOnlySpan<double> matrix,
        ReadOnlySpan<double> shift,
        int columns,
        Span<double> lower,
        Span<double> upper)
    {
        int stride = lower.Length;
        double tiny = Tiny(mid.Length);
        Vector512<double> infinite = Vector512<double>.Zero;
        ref double start = ref MemoryMarshal.GetReference(matrix);
        for (int j = 0; j < stride; j += 8)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            Vector512<double> spread = Vector512.Create(tiny);
            for (int p = 0; p < mid.Length; p++)
            {
                Vector512<double> row = Vector512.LoadUnsafe(ref Unsafe.Add(ref start, (p * stride) + j));
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(mid[p]), row, sum);
                spread = Vector512.FusedMultiplyAdd(Vector512.Create(radius[p]), Vector512.Abs(row), spread);
            }

            Store(sum, spread, shift, columns, j, lower, upper, ref infinite);
        }

        return AllFinite(infinite);
    }

    /// <summary>
    /// Σ_p (factor_p ± spread_p) · (mid[p, ·] ± radius[p, ·]), as bounds; false when something is not finite. The set A·M ± (|A| R + S(|M| + R)).
    /// </summary>
    /// <param name="factor">k numbers.</param>
    /// <param name="factorRadius">Their radii with slack; empty when they are exact.</param>
    /// <param name="mid">k rows of lower.Length midpoints.</param>
    /// <param name="radius">k rows of radii with their slack.</param>
    /// <param name="columns">How many columns are no padding.</param>
    /// <param name="lower">Receives lower bounds; its length is a multiple of 8.</param>
    /// <param name="upper">Receives upper bounds.</param>
    public static bool RowTimesIntervals(
        ReadOnlySpan<double> factor,
        ReadOnlySpan<double> factorRadius,
        ReadOnlySpan<double> mid,
        ReadOnlySpan<double> radius,
        int columns,
        Span<double> lower,
        Span<double> upper)
    {
        int stride = lower.Length;
        double tiny = Tiny(factor.Length);
        Vector512<double> infinite = Vector512<double>.Zero;
        ref double firstMid = ref MemoryMarshal.GetReference(mid);
        ref double firstRadius = ref MemoryMarshal.GetReference(radius);
        for (int j = 0; j < stride; j += 8)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            Vector512<double> spread = Vector512.Create(tiny);
            for (int p = 0; p < factor.Length; p++)
            {
                Vector512<double> a = Vector512.Create(factor[p]);
                Vector512<double> m = Vector512.LoadUnsafe(ref Unsafe.Add(ref firstMid, (p * stride) + j));
                Vector512<double> r = Vector512.LoadUnsafe(ref Unsafe.Add(ref firstRadius, (p * stride) + j));
                sum = Vector512.FusedMultiplyAdd(a, m, sum);
                spread = Vector512.FusedMultiplyAdd(Vector512.Abs(a), r, spread);
                if (factorRadius.Length > 0)
                {
                    spread = Vector512.FusedMultiplyAdd(Vector512.Create(factorRadius[p]), Vector512.Abs(m) + r, spread);
                }
            }

            Store(sum, spread, [], columns, j, lower, upper, ref infinite);
        }

        return AllFinite(infinite);
    }

    /// <summary>At most the double before x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Down(Vector512<double> x) => x - Vector512.FusedMultiplyAdd(
        Vector512.Create(Phi), Vector512.Abs(x), Vector512.Create(double.Epsilon));

    /// <summary>At least the double after x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Up(Vector512<double> x) => x + Vector512.FusedMultiplyAdd(
        Vector512.Create(Phi), Vector512.Abs(x), Vector512.Create(double.Epsilon));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<double> sum,
        Vector512<double> spread,
        ReadOnlySpan<double> shift,
        int columns,
        int j,
        Span<double> lower,
        Span<double> upper,
        ref Vector512<double> infinite)
    {
        Vector512<double> low = Down(sum - spread);
        Vector512<double> high = Up(sum + spread);
        if (shift.Length > 0)
        {
            Vector512<double> s = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(shift), (nuint)j);
            low = Down(low + s);
            high = Up(high + s);
        }

        if (columns < j + 8)
        {
            Vector512<double> inside = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)(columns - j))).AsDouble();
            low &= inside;
            high &= inside;
        }

        low.StoreUnsafe(ref MemoryMarshal.GetReference(lower), (nuint)j);
        high.StoreUnsafe(ref MemoryMarshal.GetReference(upper), (nuint)j);

        // 0·x is 0 for finite x and NaN otherwise.
        infinite += (low * Vector512<double>.Zero) + (high * Vector512<double>.Zero);
    }

    private static bool AllFinite(Vector512<double> zeros) => Vector512.EqualsAll(zeros, Vector512<double>.Zero);
}
