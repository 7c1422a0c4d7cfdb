namespace TorchDynInspect.Inspectors.Activity;

/// <summary>How an <see cref="ActivityMonitor"/> watches.</summary>
public sealed record ActivityMonitorOptions
{
    /// <summary>Copy the activations of every n-th pass through a layer, at least 1; the passes between cost a counter. Default 32.</summary>
    public int SampleEvery { get; init; } = 32;

    /// <summary>Watch passes in evaluation mode too. Default false: validation and inspections, which run in evaluation mode, are not counted.</summary>
    public bool IncludeEvaluation { get; init; }

    /// <summary>An output this near to a bound of its function, as a share of the range, counts as saturated. Default 0.01.</summary>
    public double SaturationMargin { get; init; } = 0.01;

    /// <summary>Throw what goes wrong inside a hook into the training loop. Default false: it is recorded in <see cref="ActivityReport.Faults"/>.</summary>
    public bool Strict { get; init; }
}
