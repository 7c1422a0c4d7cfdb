using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>
/// The region of attraction of a fixed point x* of a piecewise-linear map f in a box K: S_t = {x : x, f(x), …, f^t(x) ∈ K and f^t(x) ∈ P}, where P is a polytope around x* all
/// of whose orbits converge to x*. S_0 = P ⊂ S_1 ⊂ S_2 ⊂ …, and the union of all S_t is the set of points of K that converge to x* without leaving K.
/// </summary>
public sealed record RegionOfAttraction
{
    /// <summary>K.</summary>
    public required Box Box { get; init; }

    /// <summary>The options.</summary>
    public required AttractionOptions Options { get; init; }

    /// <summary>x*, rounded from exact rationals; as given when there is no inner region.</summary>
    public required ImmutableArray<double> FixedPoint { get; init; }

    /// <summary>P; null when x* has none, for the <see cref="Reason"/>.</summary>
    public required InnerRegion? Inner { get; init; }

    /// <summary>Why there is no inner region, one sentence; empty otherwise.</summary>
    public required string Reason { get; init; }

    /// <summary>S_0, S_1 without S_0, S_2 without S_1, ….</summary>
    public required ImmutableArray<AttractionShell> Shells { get; init; }

    /// <summary>Why it was not followed further.</summary>
    public required AttractionEnd End { get; init; }

    /// <summary>The volume of the last S_t.</summary>
    public double Volume => Shells.Sum(shell => shell.Volume);

    /// <summary>Evidence for the S_t: their polytopes are exact but for rounding, and parts thinner than 1e−12 of their coordinates are missing.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;

    /// <summary>The volume of S_t.</summary>
    /// <param name="step">t; beyond the last step that of the last.</param>
    public double VolumeAt(int step) => Shells.Where(shell => shell.Step <= step).Sum(shell => shell.Volume);

    /// <summary>S_t as few polytopes with disjoint interiors: those of the shells, merged.</summary>
    /// <param name="step">t; beyond the last step that of the last.</param>
    public ImmutableArray<ConvexPolytope> RegionAt(int step) =>
        PolytopeUnion.Merged(Shells.Where(shell => shell.Step <= step).SelectMany(shell => shell.Polytopes));

    /// <summary>The least t with x ∈ S_t; null when x lies in none of them.</summary>
    /// <param name="x">A point of the box.</param>
    public int? StepOf(ReadOnlySpan<double> x)
    {
        foreach (AttractionShell shell in Shells)
        {
            foreach (ConvexPolytope polytope in shell.Polytopes)
            {
                if (polytope.Contains(x))
                {
                    return shell.Step;
                }
            }
        }

        return null;
    }
}
