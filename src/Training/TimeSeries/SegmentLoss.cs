using TorchDynInspect.Dynamics.LinearAlgebra;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>
/// The observations that follow each start, up to a horizon: row i of <see cref="Targets"/> holds the K states after observation i, those beyond the series' end with weight 0.
/// </summary>
internal sealed class SegmentLoss
{
    private readonly Tensor weights;

    public SegmentLoss(Matrix states, int horizon)
    {
        int starts = states.Rows - 1;
        int d = states.Columns;
        double[] targets = new double[starts * horizon * d];
        double[] present = new double[targets.Length];
        for (int i = 0; i < starts; i++)
        {
            for (int k = 1; k <= horizon && i + k <= starts; k++)
            {
                int at = ((i * horizon) + k - 1) * d;
                states.Row(i + k).CopyTo(targets.AsSpan(at));
                present.AsSpan(at, d).Fill(1);
            }
        }

        Starts = tensor(states.Values[..(starts * d)].ToArray(), starts, d);
        Targets = tensor(targets, starts, horizon, d);
        double count = present.Sum();
        weights = tensor([.. present.Select(value => value / count)], starts, horizon, d);
    }

    /// <summary>The first T − 1 observations.</summary>
    public Tensor Starts { get; }

    /// <summary>What follows them: T − 1 × K × d.</summary>
    public Tensor Targets { get; }

    /// <summary>The mean squared error over the observations there are.</summary>
    public Tensor Of(Tensor output, Tensor target) => ((output - target).square() * weights).sum();
}
