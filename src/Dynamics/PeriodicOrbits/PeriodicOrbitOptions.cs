using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>How to look for closed orbits.</summary>
public sealed record PeriodicOrbitOptions
{
    /// <summary>Number of starting points drawn uniformly from the box, beside those that are given. Default 24.</summary>
    public int Starts { get; init; } = 24;

    /// <summary>Seed of the starting points. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Time for which each start is followed before returns are looked for. Default 50.</summary>
    public double Transient { get; init; } = 50;

    /// <summary>Time in which returns to a section are looked for; closed orbits of a longer period are not found. Default 100.</summary>
    public double Horizon { get; init; } = 100;

    /// <summary>Starts are followed backward in time as well, which leads to repelling orbits. Default true.</summary>
    public bool Backward { get; init; } = true;

    /// <summary>The largest number of returns to the section in one period. Default 6.</summary>
    public int MaxReturns { get; init; } = 6;

    /// <summary>Newton starts from a return that is closer than this share of the orbit's extent. Default 0.25.</summary>
    public double CloseReturn { get; init; } = 0.25;

    /// <summary>Newton is tried from at most this many close returns of each start and direction of time, the closest for each number of returns first. Default 8.</summary>
    public int MaxCandidates { get; init; } = 8;

    /// <summary>Steps of Newton's method at most. Default 30.</summary>
    public int MaxIterations { get; init; } = 30;

    /// <summary>The scheme for the final steps of Newton's method; a second solution with tolerances 30 times as tight gives the error estimate and the result.</summary>
    public FlowSolver Solver { get; init; } = new("dopri5", 1, 1e-11, 1e-12, 1_000_000);

    /// <summary>The scheme for following starts and for first steps. Default dopri5 with tolerances 1e−8 and 1e−10.</summary>
    public FlowSolver SearchSolver { get; init; } = new("dopri5", 1, 1e-8, 1e-10, 1_000_000);

    /// <summary>Points along each orbit. Default 256.</summary>
    public int Points { get; init; } = 256;

    /// <summary>Stop after about this time and say that the search was cut; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
