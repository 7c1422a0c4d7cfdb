namespace TorchDynInspect.Training;

/// <summary>Where and how often a fit saves itself.</summary>
/// <param name="Path">The file. A new state is written beside it and then renamed onto it, so that the file is always a whole checkpoint,
/// old or new.</param>
public sealed record CheckpointOptions(string Path)
{
    /// <summary>Save at the end of every n-th epoch and of the last; at least 1. Default 1.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>Go on from the file when it exists, as if the run had never stopped; when false, or without the file, start afresh. Default
    /// false.</summary>
    public bool Resume { get; init; }
}
