namespace TorchDynInspect.Training;

/// <summary>The best watched loss and the epochs since it last improved.</summary>
internal sealed class ImprovementTracker(double minDelta)
{
    /// <summary>The loss that the next one must beat; +∞ before the first.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>The epoch of the best loss; null before the first.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>Epochs since then.</summary>
    public int EpochsWithout { get; private set; }

    /// <summary>Takes the loss of an epoch; true when it is an improvement. NaN never is.</summary>
    public bool Take(int epoch, double loss)
    {
        if (loss < Best - minDelta || (BestEpoch is null && double.IsFinite(loss)))
        {
            (Best, BestEpoch, EpochsWithout) = (loss, epoch, 0);
            return true;
        }

        EpochsWithout++;
        return false;
    }
}
