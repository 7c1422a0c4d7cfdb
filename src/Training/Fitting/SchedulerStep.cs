namespace TorchDynInspect.Training;

/// <summary>When the learning-rate scheduler steps.</summary>
public enum SchedulerStep
{
    /// <summary>At the end of every epoch.</summary>
    Epoch,

    /// <summary>After every batch.</summary>
    Batch,

    /// <summary>At the end of every epoch, told the watched loss, as a plateau scheduler needs it.</summary>
    EpochLoss,
}
