using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// Sums, products, quotients and square roots rounded down or up, on a machine that rounds to nearest only. The rounding error of the nearest result has a
/// sign that error-free transformations tell (TwoSum of Knuth; the remainder by a fused multiply-add), so that exact results stay as they are and
/// inexact ones move by one unit in the wrong direction only.
/// </summary>
/// <remarks>
/// The sign of a fused remainder is right unless the remainder rounds to 0, which needs a remainder below 2^−1075 and so an operand or result below
/// <see cref="Small"/>; there a zero remainder proves nothing and the result moves. TwoSum has no spurious overflow unless an operand is the largest
/// double (Boldo, Graillat, Muller, ACM TOMS 44, 2017); its error is then no finite number, which moves the result as well.
/// </remarks>
internal static class Rounded
{
    /// <summary>2^−960: above it the remainder of a product or quotient cannot vanish by underflow.</summary>
    private const double Small = 1.0261342003245941e-289;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AddDown(double a, double b)
    {
        double sum = a + b;
        double error = SumError(a, b, sum);
        return error is >= 0 and < double.PositiveInfinity ? sum : Math.BitDecrement(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AddUp(double a, double b)
    {
        double sum = a + b;
        double error = SumError(a, b, sum);
        return error is <= 0 and > double.NegativeInfinity ? sum : Math.BitIncrement(sum);
    }

    /// <summary>a·b with 0·∞ = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MultiplyDown(double a, double b)
    {
        double product = a * b;
        double error = Math.FusedMultiplyAdd(a, b, -product);
        return error > 0 || (error == 0 && Math.Abs(product) > Small) ? product : DownFrom(product, a, b);
    }

    /// <summary>a·b with 0·∞ = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MultiplyUp(double a, double b)
    {
        double product = a * b;
        double error = Math.FusedMultiplyAdd(a, b, -product);
        return error < 0 || (error == 0 && Math.Abs(product) > Small) ? product : -DownFrom(-product, -a, b);
    }

    /// <summary>a/b for b ≠ 0, not both infinite.</summary>
    public static double DivideDown(double a, double b)
    {
        if (a == 0 || double.IsInfinity(b))
        {
            return 0;
        }

        double quotient = a / b;
        double remainder = Math.CopySign(1, b) * Math.FusedMultiplyAdd(-quotient, b, a);
        return remainder > 0 || (remainder == 0 && Math.Abs(a) > Small) ? quotient : Math.BitDecrement(quotient);
    }

    /// <summary>a/b for b ≠ 0, not both infinite.</summary>
    public static double DivideUp(double a, double b) => -DivideDown(-a, b);

    /// <summary>√a for a ≥ 0.</summary>
    public static double SqrtDown(double a)
    {
        double root = Math.Sqrt(a);
        double remainder = Math.FusedMultiplyAdd(-root, root, a);
        return a == 0 || remainder > 0 || (remainder == 0 && a > Small) ? root : Math.BitDecrement(root);
    }

    /// <summary>√a for a ≥ 0.</summary>
    public static double SqrtUp(double a)
    {
        double root = Math.Sqrt(a);
        double remainder = Math.FusedMultiplyAdd(-root, root, a);
        return a == 0 || remainder < 0 || (remainder == 0 && a > Small) ? root : Math.BitIncrement(root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumError(double a, double b, double sum)
    {
        double other = sum - a;
        return (a - (sum - other)) + (b - other);
    }

    /// <summary>Below a product that is not known to be low enough: 0 where a factor is 0, or where a positive product underflowed.</summary>
    private static double DownFrom(double product, double a, double b) =>
        a == 0 || b == 0 || (product == 0 && (a > 0) == (b > 0)) ? 0 : Math.BitDecrement(product);
}
