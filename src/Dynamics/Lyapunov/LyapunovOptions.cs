using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>How Lyapunov exponents are averaged. Times are time units of a flow and iterations of a map.</summary>
public sealed record LyapunovOptions
{
    /// <summary>Time before averaging begins, so that orbit and directions settle; null for 100 of a flow, 1000 of a map.</summary>
    public double? Transient { get; init; }

    /// <summary>Time over which is averaged; null for 1000 of a flow, 100,000 of a map.</summary>
    public double? Duration { get; init; }

    /// <summary>Time between two orthogonalisations; null for 1 of a map, and for a flow the time in which directions part by a moderate factor on this orbit.</summary>
    public double? Interval { get; init; }

    /// <summary>How many exponents, the largest first; null for all d.</summary>
    public int? Exponents { get; init; }

    /// <summary>Seed of the initial directions. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Flows: the scheme. Default dopri5 with tolerances 1e−8 and 1e−10.</summary>
    public FlowSolver Solver { get; init; } = new("dopri5");

    /// <summary>
    /// An exponent counts as zero in the verdict when its modulus is at most the larger of this many times its error, and <see cref="ZeroTime"/>/duration. Default 1.5.
    /// </summary>
    public double ZeroErrors { get; init; } = 1.5;

    /// <summary>See <see cref="ZeroErrors"/>: settling directions leave a bias of this order over the duration. Default 2.</summary>
    public double ZeroTime { get; init; } = 2;

    /// <summary>Maps: the longest cycle that the verdict recognises by its return. Default 256.</summary>
    public int LongestCycle { get; init; } = 256;

    /// <summary>Number of threads over several starts; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
