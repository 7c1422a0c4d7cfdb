using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>What a fit carries from epoch to epoch and a checkpoint keeps.</summary>
internal sealed class TrainingState(double minDelta) : IDisposable
{
    private readonly ImprovementTracker tracker = new(minDelta);
    private readonly List<EpochSummary> epochs = [];

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochSummary> Epochs => epochs;

    /// <summary>Optimizer steps at the end of the last finished epoch.</summary>
    public long Steps => epochs.Count == 0 ? 0 : epochs[^1].Step;

    /// <summary>The epoch with the best watched loss.</summary>
    public EpochSummary? Best => tracker.BestEpoch is { } best ? epochs[best - 1] : null;

    public int EpochsWithoutImprovement => tracker.EpochsWithout;

    /// <summary>The weights at the end of the best epoch, when they are wanted.</summary>
    public WeightsCopy? BestWeights { get; private set; }

    /// <summary>Takes a finished epoch; copies the weights of <paramref name="keepBestOf"/> when it is the best so far.</summary>
    public void Take(EpochSummary summary, nn.Module? keepBestOf = null)
    {
        epochs.Add(summary);
        if (tracker.Take(summary.Epoch, summary.WatchedLoss) && keepBestOf is not null)
        {
            KeepBest(new WeightsCopy(keepBestOf));
        }
    }

    public void KeepBest(WeightsCopy weights)
    {
        BestWeights?.Dispose();
        BestWeights = weights;
    }

    public void Dispose() => BestWeights?.Dispose();
}
