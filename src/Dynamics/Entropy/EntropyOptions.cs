namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>How far to enclose the topological entropy of an interval map.</summary>
public sealed record EntropyOptions
{
    /// <summary>Stop when upper − lower is at most this. Default 1e−9.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Keep at most this many nodes of the Hofbauer tower. Default 4096.</summary>
    public int MaxNodes { get; init; } = 4096;

    /// <summary>Stop after this time with the bounds found so far; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Report periods up to this one that coverings prove. Default 12.</summary>
    public int Periods { get; init; } = 12;

    /// <summary>Count the laps of iterates up to this one. Default 12.</summary>
    public int Iterates { get; init; } = 12;
}
