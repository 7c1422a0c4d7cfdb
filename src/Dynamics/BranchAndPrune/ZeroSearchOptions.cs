namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>How far a search for zeros goes.</summary>
public sealed record ZeroSearchOptions
{
    /// <summary>A box whose every axis is narrower than this, times max(1, |x|), is no longer bisected but reported unresolved. Default 1e−9.</summary>
    public double LeastWidth { get; init; } = 1e-9;

    /// <summary>Bisections from the searched box to a part of it at most; deeper parts are reported unresolved. Default 1000.</summary>
    public int MaxDepth { get; init; } = 1000;

    /// <summary>Boxes looked at before the search is cut; null for no limit. Default null.</summary>
    public long? MaxBoxes { get; init; }

    /// <summary>
    /// How many narrow unresolved boxes are kept apart. Beyond it the least width is multiplied by ten, again and again: a curve of zeros would otherwise be
    /// followed forever. Default 4096.
    /// </summary>
    public int MaxNarrow { get; init; } = 4096;

    /// <summary>Stop after this time and report what is left as unresolved; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Threads at work. Default: the number of cores.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
