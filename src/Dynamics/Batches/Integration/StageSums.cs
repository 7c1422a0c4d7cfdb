using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Flows;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>A row of a tableau as the list of its entries other than 0, and the sum Σ w_s k_s that it stands for, added in the order of <see cref="StageSum"/>.</summary>
internal readonly unsafe struct StageSums
{
    private readonly double[] weights;
    private readonly int[] stages;

    public StageSums(ReadOnlySpan<double> row)
    {
        List<double> kept = [];
        List<int> places = [];
        for (int s = 0; s < row.Length; s++)
        {
            if (row[s] != 0)
            {
                kept.Add(row[s]);
                places.Add(s);
            }
        }

        (weights, stages) = ([.. kept], [.. places]);
    }

    /// <summary>result = y + h Σ w_s k_s.</summary>
    /// <param name="y">The state, of size vectors.</param>
    /// <param name="h">The lanes' steps.</param>
    /// <param name="slopes">k_0, k_1, …, each of size vectors.</param>
    /// <param name="size">Vectors of a state.</param>
    /// <param name="result">Receives the sum; no part of y or of the slopes.</param>
    public void Combine(Lanes* y, Lanes h, Lanes* slopes, int size, Lanes* result)
    {
        int e = 0;
        for (; e < size - 1; e += 2)
        {
            (Lanes first, Lanes second) = Sums(slopes + e, size);
            result[e] = Vector512.FusedMultiplyAdd(h, first, y[e]);
            result[e + 1] = Vector512.FusedMultiplyAdd(h, second, y[e + 1]);
        }

        for (; e < size; e++)
        {
            result[e] = Vector512.FusedMultiplyAdd(h, Sum(slopes + e, size), y[e]);
        }
    }

    /// <summary>Σ w_s k_s at two neighbouring vectors of the state, in one go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Lanes First, Lanes Second) Sums(Lanes* slopes, int size)
    {
        (Lanes first, Lanes second) = (Lanes.Zero, Lanes.Zero);
        ref double weight = ref MemoryMarshal.GetArrayDataReference(weights);
        ref int stage = ref MemoryMarshal.GetArrayDataReference(stages);
        for (int s = 0; s < weights.Length; s++)
        {
            Lanes w = Vector512.Create(Unsafe.Add(ref weight, s));
            Lanes* slope = slopes + (Unsafe.Add(ref stage, s) * size);
            first = Vector512.FusedMultiplyAdd(w, slope[0], first);
            second = Vector512.FusedMultiplyAdd(w, slope[1], second);
        }

        return (first, second);
    }

    /// <summary>Σ w_s k_s at one vector of the state.</summary>
    /// <param name="slopes">That vector of k_0.</param>
    /// <param name="size">Vectors from one slope to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Sum(Lanes* slopes, int size)
    {
        ReadOnlySpan<double> w = weights;
        ReadOnlySpan<int> at = stages;
        Lanes sum = Lanes.Zero;
        for (int s = 0; s < w.Length && s < at.Length; s++)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(w[s]), slopes[at[s] * size], sum);
        }

        return sum;
    }
}
