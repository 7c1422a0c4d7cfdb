using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// tanh z of t = (16/ln 2)·z, eight at once, for use in registers. With n the integer nearest to t, s = 2^(n/8) and h = tanh((t − n)·ln 2/16) it is
/// (s − 1 + (s + 1)h)/(s + 1 + (s − 1)h): the powers of two come from a table that one register holds (the idea is Tang's, ACM TOMS 15 (1989), 144–157), and h is an odd
/// polynomial of degree 7. A third of the time of the kernel behind the catalogue's tanh, and a little less accurate; nothing certified rests on it.
/// </summary>
/// <remarks>
/// With ε = 2^−53: t − n is exact. The table's numbers have an even last digit, so that s − 1 and s + 1 are exact from s = ½ to 2^52; what they lose is made up for in h.
/// The polynomial is the best of its form, within 0.08ε. For n = 0 the result is h: its coefficient of degree 1 as a double 0.3ε, the polynomial's rounding 0.72ε,
/// and its own, 2.1ε together. For n = ±1 all of h counts where |t| is least: 1.85ε, numerator and quotient 0.72ε each where they are least, the denominator ε, below
/// 4.3ε together; elsewhere h counts for less than a third, and s ± 1 for 1.5ε below s = ½: less. Scaling the argument, or the weights that make it, by <see cref="Unit"/>
/// is little more than one rounding, less than 5.5ε in all. Measured: 3.4ε, and 4.1ε with the scaling, at six million arguments against 113 bits. NaN gives NaN, ±∞ gives ±1.
/// </remarks>
internal readonly struct TanhTable
{
    /// <summary>16/ln 2.</summary>
    public const double Unit = 23.083120654223414;

    /// <summary>The largest |t| that <see cref="AtWithin"/> takes: s and its inverse are normal numbers.</summary>
    public const double Bound = 7800;

    /// <summary>Beyond it tanh is ±1 in double.</summary>
    private const double Saturation = 464;

    // Constants as fields stay in registers around a loop; as literals they would be loaded again at each use.
    private readonly Lanes least = Vector512.Create(-Saturation);
    private readonly Lanes most = Vector512.Create(Saturation);
    private readonly Lanes one = Lanes.One;
    private readonly Lanes c1 = Vector512.Create(0.04332169878499658);
    private readonly Lanes c3 = Vector512.Create(-2.7101615558949015e-05);
    private readonly Lanes c5 = Vector512.Create(2.0345394202921242e-08);
    private readonly Lanes c7 = Vector512.Create(-1.5449398770042883e-11);

    // 1.5·2^52: what is added to it leaves its nearest integer in the low bits of the sum.
    private readonly Lanes shift = Vector512.Create(6755399441055744.0);

    // 2^(j/8), the bits of j·2^49 taken off, so that adding n·2^49 puts the exponent n div 8 in its place.
    private readonly Lanes powers;

    // Half of what 2^(j/8) loses by rounding, relative to it, which is what h has to make up for.
    private readonly Lanes tails;

    private TanhTable(Lanes powers, Lanes tails)
    {
        this.powers = (powers.AsInt64() - Vector512.ShiftLeft(Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), 49)).AsDouble();
        this.tails = tails;
    }

    /// <summary>Whether the machine has the instructions.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <summary>The table, to be kept in a local variable around a loop.</summary>
    public static TanhTable Create() => new(
        Vector512.Create(1.0, 1.0905077326652575, 1.1892071150027212, 1.2968395546510099, 1.414213562373095, 1.542210825407941, 1.6817928305074292, 1.8340080864093427),
        Vector512.Create(0.0, 8.783834281426093e-17, -7.661594448581729e-17, -7.582360571314713e-17, 4.432557964587914e-17, -4.6214906055515854e-17, -4.163845337506856e-17, -5.158470512881463e-17));

    /// <summary>tanh(t ln 2/16).</summary>
    /// <param name="t">Any numbers, NaN included.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes At(Lanes t)
    {
        // The machine's minimum and maximum give their second operand when either is NaN.
        return AtWithin(Avx512F.Max(least, Avx512F.Min(most, t)));
    }

    /// <summary>tanh(t ln 2/16) where |t| is at most <see cref="Bound"/>.</summary>
    /// <param name="t">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes AtWithin(Lanes t)
    {
        Lanes shifted = t + shift;
        Lanes r = t - (shifted - shift);
        Vector512<long> n = shifted.AsInt64();
        Lanes s = (Avx512F.PermuteVar8x64(powers, n).AsInt64() + Vector512.ShiftLeft(n, 49)).AsDouble();
        Lanes square = r * r;
        Lanes h = Fma(r, Fma(Fma(Fma(square, c7, c5), square, c3), square, c1), Avx512F.PermuteVar8x64(tails, n));
        (Lanes less, Lanes more) = (s - one, s + one);
        return Fma(more, h, less) / Fma(less, h, more);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, Lanes c) => Vector512.FusedMultiplyAdd(a, b, c);
}
