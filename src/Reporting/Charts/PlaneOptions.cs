using System.Collections.Immutable;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>What a picture of the plane shows besides its field: labels, data, fixed points, cycles, closed orbits.</summary>
public sealed record PlaneOptions
{
    /// <summary>Title; null for the chart's own.</summary>
    public string? Title { get; init; }

    /// <summary>Label of the first coordinate. Default x₁.</summary>
    public string XLabel { get; init; } = "x₁";

    /// <summary>Label of the second coordinate. Default x₂.</summary>
    public string YLabel { get; init; } = "x₂";

    /// <summary>A sentence under the picture; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>Data and orbits.</summary>
    public ImmutableArray<Trajectory> Trajectories { get; init; } = [];

    /// <summary>Fixed points of dimension 2; shape and colour show their stability.</summary>
    public ImmutableArray<FixedPoint> FixedPoints { get; init; } = [];

    /// <summary>Cycles of dimension 2.</summary>
    public ImmutableArray<Cycle> Cycles { get; init; } = [];

    /// <summary>Closed orbits of dimension 2, attracting ones as solid lines, others dashed.</summary>
    public ImmutableArray<PeriodicOrbit> PeriodicOrbits { get; init; } = [];

    /// <summary>Basins of attraction in the box of the picture, behind a vector field; null for none.</summary>
    public BasinResult? Basins { get; init; }
}
