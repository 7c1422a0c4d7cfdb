using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>y + h Σ w_s k_s, the sum of every stage and step, with fused operations in one order whatever the width of the registers.</summary>
internal static class StageSum
{
    /// <summary>result = y + h Σ w_s k_s.</summary>
    /// <param name="y">n components.</param>
    /// <param name="h">The step.</param>
    /// <param name="slopes">k_0, k_1, …, each of n components, at least as many as there are weights.</param>
    /// <param name="weights">w_s.</param>
    /// <param name="result">Receives n components; may be y itself.</param>
    public static void Combine(ReadOnlySpan<double> y, double h, ReadOnlySpan<double> slopes, ReadOnlySpan<double> weights, Span<double> result)
    {
        int n = y.Length;
        int i = 0;
        ref double k = ref MemoryMarshal.GetReference(slopes);
        for (; i <= n - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            for (int s = 0; s < weights.Length; s++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[s]), Vector512.LoadUnsafe(ref k, (nuint)((s * n) + i)), sum);
            }

            Vector512.FusedMultiplyAdd(Vector512.Create(h), sum, Vector512.Create(y.Slice(i, 8))).CopyTo(result[i..]);
        }

        for (; i < n; i++)
        {
            double sum = 0;
            for (int s = 0; s < weights.Length; s++)
            {
                sum = Math.FusedMultiplyAdd(weights[s], slopes[(s * n) + i], sum);
            }

            result[i] = Math.FusedMultiplyAdd(h, sum, y[i]);
        }
    }

    /// <summary>result = h Σ w_s k_s.</summary>
    /// <param name="h">The step.</param>
    /// <param name="slopes">k_0, k_1, …, each of the result's length.</param>
    /// <param name="weights">w_s.</param>
    /// <param name="result">Receives the sum.</param>
    public static void Difference(double h, ReadOnlySpan<double> slopes, ReadOnlySpan<double> weights, Span<double> result)
    {
        result.Clear();
        Combine(result, h, slopes, weights, result);
    }
}
