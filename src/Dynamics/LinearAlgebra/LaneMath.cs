using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Elementary steps of eight matrix computations at once. A mask lane is all ones or all zeros.</summary>
internal static class LaneMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes mask) => !Vector512.EqualsAll(mask.AsInt64(), Vector512<long>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Select(Lanes mask, Lanes yes, Lanes no) => Vector512.ConditionalSelect(mask, yes, no);

    /// <summary>x with the sign of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes CopySign(Lanes x, Lanes y) => Vector512.CopySign(x, y);

    /// <summary>The power of two nearest to x in logarithm, for normal positive x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes NearestPowerOfTwo(Lanes x) =>
        ((x * Vector512.Create(1.4142135623730951)).AsInt64() & Vector512.Create(0x7FF0000000000000L)).AsDouble();

    /// <summary>c, s and r with c f + s g = r and c g − s f = 0; the identity when both vanish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rotation(Lanes f, Lanes g, out Lanes c, out Lanes s, out Lanes r)
    {
        r = Vector512.Sqrt(Vector512.FusedMultiplyAdd(f, f, g * g));
        Lanes none = Vector512.Equals(r, Lanes.Zero);
        Lanes inverse = Lanes.One / Select(none, Lanes.One, r);
        c = Select(none, Lanes.One, f * inverse);
        s = g * inverse;
    }

    /// <summary>
    /// The elementary reflector I − τ (1,v)(1,v)ᵀ that maps (α, x) to (β, 0): overwrites x by v. A vanishing x gives τ = 0 and β = α
    /// (Golub, Van Loan, algorithm 5.1.1).
    /// </summary>
    /// <param name="alpha">First entry.</param>
    /// <param name="x">The other entries, of moduli far from overflow of their squares.</param>
    /// <param name="count">How many other entries.</param>
    /// <param name="beta">Receives β.</param>
    /// <returns>τ.</returns>
    public static unsafe Lanes Reflector(Lanes alpha, Lanes* x, int count, out Lanes beta)
    {
        Lanes sum = Lanes.Zero;
        for (int i = 0; i < count; i++)
        {
            sum = Vector512.FusedMultiplyAdd(x[i], x[i], sum);
        }

        Lanes faint = Vector512.LessThan(sum, Vector512.Create(1e-280));
        if (Any(faint))
        {
            return ScaledReflector(alpha, x, count, faint, out beta);
        }

        Lanes norm = -CopySign(Vector512.Sqrt(Vector512.FusedMultiplyAdd(alpha, alpha, sum)), alpha);
        Lanes inverse = Lanes.One / (alpha - norm);
        for (int i = 0; i < count; i++)
        {
            x[i] *= inverse;
        }

        beta = norm;
        return (norm - alpha) / norm;
    }

    /// <summary>
    /// The same where squares may vanish: such lanes are scaled by a power of two, the others by 1, so that a lane's result does not depend on its neighbours.
    /// </summary>
    private static unsafe Lanes ScaledReflector(Lanes alpha, Lanes* x, int count, Lanes faint, out Lanes beta)
    {
        Lanes largest = Vector512.Abs(alpha);
        Lanes rest = Lanes.Zero;
        for (int i = 0; i < count; i++)
        {
            rest = Vector512.Max(rest, Vector512.Abs(x[i]));
        }

        largest = Vector512.Max(largest, rest);
        Lanes none = Vector512.Equals(rest, Lanes.Zero);
        Lanes scale = Select(faint, InversePowerOfTwo(largest), Lanes.One);
        Lanes a = alpha * scale;
        Lanes sum = Lanes.Zero;
        for (int i = 0; i < count; i++)
        {
            x[i] *= scale;
            sum = Vector512.FusedMultiplyAdd(x[i], x[i], sum);
        }

        Lanes norm = -CopySign(Vector512.Sqrt(Vector512.FusedMultiplyAdd(a, a, sum)), a);
        Lanes inverse = Lanes.One / Select(none, Lanes.One, a - norm);
        for (int i = 0; i < count; i++)
        {
            x[i] *= inverse;
        }

        beta = Select(none, alpha, norm / scale);
        return Select(none, Lanes.Zero, (norm - a) / Select(none, Lanes.One, norm));
    }

    /// <summary>2⁻ᵏ for x in [2ᵏ, 2ᵏ⁺¹); the largest power of two for 0 and denormal numbers.</summary>
    private static Lanes InversePowerOfTwo(Lanes x) =>
        (Vector512.Create(0x7FE0000000000000L) - (x.AsInt64() & Vector512.Create(0x7FF0000000000000L))).AsDouble();
}
