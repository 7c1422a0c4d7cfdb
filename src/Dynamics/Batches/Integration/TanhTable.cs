using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// tanh z = u/(u + 2) with u = e^(2z) − 1, eight at once, for use in registers: e^(2z) = 2^(n/16)·e^(2r) with |r| ≤ ln 2/64, the power of two from a table of
/// sixteen that two registers hold (Tang, ACM TOMS 15 (1989), 144–157), e^(2r) − 1 as a polynomial of degree 7. A third of the work of the kernel behind the
/// catalogue's tanh, and a little less accurate; nothing certified rests on it.
/// </summary>
/// <remarks>
/// With ε = 2^−53: n is at most 924 in modulus and the high part of ln 2/32 has 41 bits, so that z − n·high is exact. Then r, 2r + tail, and the last
/// multiply-add for p = e^(2r) − 1 + tail round by 0.72ε each where |p| is largest; for n = 0 the first two are exact. u and the quotient round by at most ε
/// each, as does u + 2, and |u| ≥ 0.978 |p·2^(n/16)|. Together below 5ε; measured: 3.6ε. NaN gives NaN, ±∞ gives ±1.
/// </remarks>
internal readonly struct TanhTable
{
    private const double SixteenthsPerUnit = 46.16624130844683; // 32/ln 2
    private const double High = 0.693147180559663 / 32;
    private const double Low = 2.8235290563031577e-13 / 32;

    /// <summary>1.5·2^52: what is added to it leaves its nearest integer in the low bits of the sum.</summary>
    private const double IntegerShift = 6755399441055744;

    /// <summary>Beyond it tanh is ±1 in double.</summary>
    private const double Saturation = 20;

    // 2^(j/16), the bits of j·2^48 taken off, so that adding n·2^48 puts the exponent n div 16 in its place.
    private readonly Lanes firstPowers;
    private readonly Lanes lastPowers;

    // What 2^(j/16) loses by rounding, relative to it.
    private readonly Lanes firstTails;
    private readonly Lanes lastTails;

    private TanhTable(ReadOnlySpan<double> powers, ReadOnlySpan<double> tails)
    {
        Lanes j = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        firstPowers = (Vector512.Create(powers).AsInt64() - Vector512.ShiftLeft(Vector512.ConvertToInt64(j), 48)).AsDouble();
        lastPowers = (Vector512.Create(powers[8..]).AsInt64() - Vector512.ShiftLeft(Vector512.ConvertToInt64(j + Vector512.Create(8.0)), 48)).AsDouble();
        firstTails = Vector512.Create(tails);
        lastTails = Vector512.Create(tails[8..]);
    }

    /// <summary>Whether the machine has the instructions.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <summary>The table, to be kept in a local variable around a loop.</summary>
    public static TanhTable Create() => new(
        [
            1.0, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916,
            1.189207115002721, 1.241857812073484, 1.2968395546510096, 1.3542555469368927,
            1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543,
            1.681792830507429, 1.7562521603732995, 1.8340080864093424, 1.9152065613971474,
        ],
        [
            0.0, 8.189317638195515e-17, -2.7939114859515733e-17, 7.826573258636076e-17,
            3.3484623336251524e-17, 3.750854201303127e-17, 1.9572585293112036e-17, 5.68648095791174e-17,
            -6.835808657661922e-17, -2.3591094770850053e-17, 5.1548301170786783e-17, 1.5341410053603723e-17,
            4.875160526227062e-17, 1.685487290628973e-17, 1.790126907604513e-17, -5.545065618639427e-17,
        ]);

    /// <summary>tanh z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Value(Lanes z)
    {
        // The machine's minimum and maximum give their second operand when either is NaN.
        Lanes x = Avx512F.Max(Vector512.Create(-Saturation), Avx512F.Min(Vector512.Create(Saturation), z));
        Lanes shifted = Fma(x, Vector512.Create(SixteenthsPerUnit), Vector512.Create(IntegerShift));
        Lanes n = shifted - Vector512.Create(IntegerShift);
        Lanes r = Fma(n, Vector512.Create(-Low), Fma(n, Vector512.Create(-High), x));
        Vector512<long> bits = shifted.AsInt64();
        Lanes tail = Avx512F.PermuteVar8x64x2(firstTails, bits, lastTails);
        Lanes scale = (Avx512F.PermuteVar8x64x2(firstPowers, bits, lastPowers).AsInt64() + Vector512.ShiftLeft(bits, 48)).AsDouble();

        // (2r)²/2 + (2r)³/6 + …, in pairs of terms to shorten the chain.
        Lanes square = r * r;
        Lanes low = Fma(r, Vector512.Create(4.0 / 3), Vector512.Create(2.0));
        Lanes middle = Fma(r, Vector512.Create(4.0 / 15), Vector512.Create(2.0 / 3));
        Lanes high = Fma(r, Vector512.Create(8.0 / 315), Vector512.Create(4.0 / 45));
        Lanes p = Fma(Fma(Fma(high, square, middle), square, low), square, Fma(r, Vector512.Create(2.0), tail));
        Lanes u = Fma(p, scale, scale - Lanes.One);
        return u / (u + Vector512.Create(2.0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Fma(Lanes a, Lanes b, Lanes c) => Vector512.FusedMultiplyAdd(a, b, c);
}
