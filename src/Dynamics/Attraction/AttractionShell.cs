using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>The points that enter the inner region at step t and not before: S_t without S_(t−1).</summary>
/// <param name="Step">t.</param>
/// <param name="Polytopes">Polytopes with disjoint interiors whose union it is; for t = 0 the inner region.</param>
/// <param name="Volume">Their volume.</param>
public sealed record AttractionShell(int Step, ImmutableArray<ConvexPolytope> Polytopes, double Volume);
