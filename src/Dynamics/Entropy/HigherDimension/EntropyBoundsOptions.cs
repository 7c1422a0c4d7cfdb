namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>How to bound the entropy of a map of R^d.</summary>
public sealed record EntropyBoundsOptions
{
    /// <summary>Stop after this time with the bounds found so far; null for no limit. Default 20 s.</summary>
    public TimeSpan? Budget { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Piecewise-linear maps: transition graphs of the cells of f, …, f^n up to this n. Default 2.</summary>
    public int Refinement { get; init; } = 2;

    /// <summary>Lipschitz constants of the iterates up to this one. Default 2.</summary>
    public int LipschitzIterates { get; init; } = 2;

    /// <summary>Look for horseshoes of the iterates up to this one; 0 for none. Default 5.</summary>
    public int HorseshoeIterates { get; init; } = 5;

    /// <summary>Points for the sampled estimate of the expansion entropy; 0 for none. Default 20,000.</summary>
    public int ExpansionSamples { get; init; } = 20_000;

    /// <summary>Steps of those points. Default 12.</summary>
    public int ExpansionSteps { get; init; } = 12;

    /// <summary>Orbits along which Lyapunov exponents are summed; 0 for none. Default 4.</summary>
    public int LyapunovOrbits { get; init; } = 4;

    /// <summary>Seed of the samples. Default 0.</summary>
    public int Seed { get; init; }
}
