using System.Runtime.CompilerServices;
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
        for (int e = 0; e < size; e++)
        {
            result[e] = Vector512.FusedMultiplyAdd(h, Sum(slopes + e, size), y[e]);
        }
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
