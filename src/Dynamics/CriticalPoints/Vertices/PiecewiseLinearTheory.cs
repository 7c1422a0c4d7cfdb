using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>The theorem beside the critical points of a piecewise-linear network.</summary>
internal static class PiecewiseLinearTheory
{
    public static ImmutableArray<TheoryEntry> Entries(long? indexSum) =>
    [
        new TheoryEntry(
            "sum of indices",
            "Banchoff, J. Differential Geometry 1 (1967) 245–256",
            Applies: indexSum is not null,
            indexSum is null ? "not all cells were seen" : "Φ is continuous and piecewise linear on a box",
            indexSum is null ? null : "the indices of all vertices and flat pieces add up to 1, the Euler characteristic of the box",
            indexSum is null ? null : $"{indexSum}",
            indexSum is null ? null : indexSum == 1),
    ];
}
