using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>A continuum of closed orbits, such as those around a centre.</summary>
public sealed record PeriodicOrbitFamily
{
    /// <summary>One of the orbits, neutral.</summary>
    public required PeriodicOrbit Representative { get; init; }

    /// <summary>Parameters of the family, from the singular values of the shooting equations at <see cref="Representative"/>.</summary>
    public required int Dimension { get; init; }

    /// <summary>Points of other orbits of the family along one curve across it, found by continuation from <see cref="Representative"/>, which is not repeated here.</summary>
    public required Matrix Starts { get; init; }

    /// <summary>Their periods.</summary>
    public required ImmutableArray<double> Periods { get; init; }

    /// <summary>How many of the orbits that the search came upon were found to belong to it, the representative among them.</summary>
    public required int Found { get; init; }

    /// <summary>The least period along the curve.</summary>
    public double LeastPeriod => Periods.Append(Representative.Period).Min();

    /// <summary>The largest period along the curve.</summary>
    public double LargestPeriod => Periods.Append(Representative.Period).Max();

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: orbits of the family were computed one by one.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
