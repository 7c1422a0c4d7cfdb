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
    /// The elementary reflector I − τ (1,v)(1,v)ᵀ that maps (α, x) to (β, 0): overwrites x by v. A vanishing x gives τ = 0 and β = α.
    /// Scaled by the largest entry, so that no square overflows or vanishes (Golub, Van Loan, algorithm 5.1.1).
    /// </summary>
    /// <param name="alpha">First entry.</param>
    /// <param name="x">The other entries, <paramref name="step"/> vectors apart.</param>
    /// <param name="count">How many other entries.</param>
    /// <param name="step">Vectors from one to the next.</param>
    /// <param name="beta">Receives β.</param>
    /// <returns>τ.</returns>
    public static unsafe Lanes Reflector(Lanes alpha, Lanes* x, int count, int step, out Lanes beta)
    {
        Lanes largest = Lanes.Zero;
        for (int i = 0; i < count; i++)
        {
            largest = Vector512.Max(largest, Vector512.Abs(x[(long)i * step]));
        }

        Lanes none = Vector512.Equals(largest, Lanes.Zero);
        largest = Select(none, Lanes.One, Vector512.Max(largest, Vector512.Abs(alpha)));
        Lanes a = alpha / largest;
        Lanes sum = a * a;
        for (int i = 0; i < count; i++)
        {
            Lanes y = x[(long)i * step] / largest;
            sum = Vector512.FusedMultiplyAdd(y, y, sum);
        }

        Lanes norm = Select(none, a, -CopySign(Vector512.Sqrt(sum), a));
        beta = norm * largest;
        Lanes head = Select(none, Lanes.One, alpha - beta);
        Lanes inverse = Lanes.One / head;
        Lanes direct = Vector512.LessThan(Vector512.Abs(head), Vector512.Create(1e-300));
        for (int i = 0; i < count; i++)
        {
            Lanes y = x[(long)i * step];
            x[(long)i * step] = LaneMath.Any(direct) ? y / head : y * inverse;
        }

        return Select(none, Lanes.Zero, (norm - a) / Select(none, Lanes.One, norm));
    }
}
