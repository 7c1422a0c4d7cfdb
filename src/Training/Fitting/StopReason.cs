namespace TorchDynInspect.Training;

/// <summary>What ended a fit.</summary>
public enum StopReason
{
    /// <summary>All epochs were made.</summary>
    Completed,

    /// <summary>The watched loss had not improved for the patience of <see cref="EarlyStoppingOptions"/>.</summary>
    EarlyStopped,

    /// <summary>The cancellation token, or an <see cref="OperationCanceledException"/> between batches.</summary>
    Cancelled,

    /// <summary>The training loss of an epoch was NaN or infinite.</summary>
    Diverged,

    /// <summary>A callback asked for it.</summary>
    Requested,
}
