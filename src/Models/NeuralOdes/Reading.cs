using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>States that are read inside one step of a batch: entry i is row Rows[i] at θ = Thetas[i], and is entry Outputs[i] of the trajectory.</summary>
internal sealed record Reading(long[] Rows, double[] Thetas, long[] Outputs)
{
    /// <summary>The states, (entries, d): y + h Σ b_i(θ) k_i as one gathered sum.</summary>
    public Tensor Of(RungeKuttaScheme scheme, Tensor state, StepSizes sizes, Tensor[] slopes)
    {
        using DisposeScope scope = NewDisposeScope();
        var weights = new double[slopes.Length * Rows.Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            for (int p = 0; p < Rows.Length; p++)
            {
                weights[(i * Rows.Length) + p] = sizes.Size[Rows[p]] * scheme.DenseWeight(i, Thetas[p]);
            }
        }

        Tensor index = tensor(Rows, [Rows.Length], device: state.device);
        Tensor weight = tensor(weights, [slopes.Length, Rows.Length, 1], dtype: state.dtype, device: state.device);
        return state.index_select(0, index).add(stack(slopes).index_select(1, index).mul(weight).sum(dim: 0)).MoveToOuterDisposeScope();
    }
}
