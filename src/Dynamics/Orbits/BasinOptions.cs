namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>How to sample basins of attraction.</summary>
public sealed record BasinOptions
{
    /// <summary>Starts along each axis of the grid, at most 10⁷ in all; null for about 16,384 in all (128 × 128 in the plane). Default null.</summary>
    public int? StartsPerAxis { get; init; }

    /// <summary>Iterations of an orbit at most; one that has not arrived by then is undecided. Default 2000.</summary>
    public int MaxSteps { get; init; } = 2000;

    /// <summary>
    /// An attractor counts as near within this share of the box's smallest positive width, and never beyond a quarter of the distance to the nearest other point of
    /// the list. Default 10⁻³.
    /// </summary>
    public double Nearness { get; init; } = 1e-3;

    /// <summary>An orbit is taken to have left for good when its distance from the box's centre exceeds this multiple of the box's largest width. Default 10⁶.</summary>
    public double Escape { get; init; } = 1e6;

    /// <summary>Stop after this time; starts that are open then are undecided. Null for no limit. Default null.</summary>
    public TimeSpan? Budget { get; init; }
}
