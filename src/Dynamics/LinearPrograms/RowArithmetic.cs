using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.LinearPrograms;

/// <summary>Vector operations on dictionary rows, whose lengths are multiples of eight.</summary>
internal static class RowArithmetic
{
    /// <summary>y += factor·x.</summary>
    public static void AddMultiple(ReadOnlySpan<double> x, double factor, Span<double> y)
    {
        ReadOnlySpan<Vector512<double>> from = MemoryMarshal.Cast<double, Vector512<double>>(x);
        Span<Vector512<double>> to = MemoryMarshal.Cast<double, Vector512<double>>(y);
        Vector512<double> scale = Vector512.Create(factor);
        for (int k = 0; k < to.Length; k++)
        {
            to[k] = Vector512.FusedMultiplyAdd(from[k], scale, to[k]);
        }
    }

    /// <summary>y += factor·|x|.</summary>
    public static void AddAbsoluteMultiple(ReadOnlySpan<double> x, double factor, Span<double> y)
    {
        ReadOnlySpan<Vector512<double>> from = MemoryMarshal.Cast<double, Vector512<double>>(x);
        Span<Vector512<double>> to = MemoryMarshal.Cast<double, Vector512<double>>(y);
        Vector512<double> scale = Vector512.Create(factor);
        for (int k = 0; k < to.Length; k++)
        {
            to[k] = Vector512.FusedMultiplyAdd(Vector512.Abs(from[k]), scale, to[k]);
        }
    }

    /// <summary>x·y.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector512<double>> a = MemoryMarshal.Cast<double, Vector512<double>>(x);
        ReadOnlySpan<Vector512<double>> b = MemoryMarshal.Cast<double, Vector512<double>>(y);
        Vector512<double> sum = default;
        for (int k = 0; k < a.Length; k++)
        {
            sum = Vector512.FusedMultiplyAdd(a[k], b[k], sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>x := factor·x.</summary>
    public static void Scale(Span<double> x, double factor)
    {
        Span<Vector512<double>> all = MemoryMarshal.Cast<double, Vector512<double>>(x);
        for (int k = 0; k < all.Length; k++)
        {
            all[k] *= factor;
        }
    }
}
