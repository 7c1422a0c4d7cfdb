using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Flows;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>The rows of a tableau as lists of their entries other than 0, and the sums Σ w_s k_s that they stand for.</summary>
internal sealed unsafe class StageSums
{
    private readonly (double Weight, int Stage)[] terms;

    public StageSums(ReadOnlySpan<double> weights)
    {
        List<(double, int)> list = [];
        for (int s = 0; s < weights.Length; s++)
        {
            if (weights[s] != 0)
            {
                list.Add((weights[s], s));
            }
        }

        terms = [.. list];
    }

    /// <summary>result = y + h Σ w_s k_s, with the additions in the order of <see cref="StageSum"/>.</summary>
    /// <param name="y">The state, of size vectors.</param>
    /// <param name="h">The lanes' steps.</param>
    /// <param name="slopes">k_0, k_1, …, each of size vectors.</param>
    /// <param name="size">Vectors of a state.</param>
    /// <param name="result">Receives the sum.</param>
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
    public Lanes Sum(Lanes* slopes, int size)
    {
        Lanes sum = Lanes.Zero;
        foreach ((double weight, int stage) in terms)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(weight), slopes[stage * size], sum);
        }

        return sum;
    }
}
