namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>How to search for fixed points and cycles.</summary>
public sealed record FixedPointOptions
{
    /// <summary>The method. Default <see cref="FixedPointMethod.Auto"/>.</summary>
    public FixedPointMethod Method { get; init; } = FixedPointMethod.Auto;

    /// <summary>Look for cycles of every least period up to this one; 1 finds fixed points only. Default 1.</summary>
    public int Period { get; init; } = 1;

    /// <summary>Stop after this time and say that the search was cut; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads of the search over cells; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }

    /// <summary>Newton: number of starting points, the centre of the box, and the others drawn uniformly from it. Default 1024.</summary>
    public int Starts { get; init; } = 1024;

    /// <summary>Newton: seed of the starting points. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Newton: steps for each start at most. Default 64.</summary>
    public int MaxIterations { get; init; } = 64;

    /// <summary>Newton: accept a point when ‖f(x) − x‖∞ ≤ tolerance · (1 + ‖x‖∞). Default 1e−11.</summary>
    public double Tolerance { get; init; } = 1e-11;
}
