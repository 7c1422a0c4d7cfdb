namespace TorchDynInspect.Training;

/// <summary>When to give up on improvement.</summary>
public sealed record EarlyStoppingOptions
{
    /// <summary>Stop after this many epochs in a row without an improvement, at least 1. Default 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>A loss counts as an improvement when it is smaller than the best so far by more than this, at least 0. Default 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>
    /// Put the weights and buffers of the best epoch back at the end, except after a cancellation, which leaves the module as it stands.
    /// Costs one copy of the state in memory. Default true.
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}
