namespace TorchDynInspect.Training;

/// <summary>At which kind of point of a training run a schedule is asked.</summary>
public enum MomentKind
{
    /// <summary>The monitor was attached; nothing has been learned yet.</summary>
    Start,

    /// <summary>An optimizer step was made.</summary>
    Step,

    /// <summary>An epoch was finished.</summary>
    Epoch,

    /// <summary>The run is over.</summary>
    End,
}
