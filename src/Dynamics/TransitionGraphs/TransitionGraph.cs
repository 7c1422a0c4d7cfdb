using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>
/// The transition graph of a piecewise-linear map f: R^d → R^d on a box K: its nodes are the closed cells of f in K, and an edge leads from C to C′ when
/// C ∩ f⁻¹(C′) has interior, that is, when f takes a set of positive volume of C into C′.
/// </summary>
/// <remarks>
/// <para>
/// Every such edge is exact: it has a witness, and it is there whenever sampled points can show it. It says nothing about cells that f(C) only touches, and a path of
/// two edges need not be followed by an orbit.
/// </para>
/// <para>
/// What the graph proves (if complete): for an orbit x₀, x₁, … in K and any cell C₀ ∋ x₀ there is a path C₀ → C₁ → … with x_t ∈ C_t. Proof: let
/// x ∈ C with f(x) ∈ K. If C ∩ f⁻¹(K) has interior, it is a convex polytope, the closure of that interior, and covered by the finitely many closed sets
/// C ∩ f⁻¹(C′) that have interior, but for a set without; so x lies in one of them, and C → C′ ∋ f(x). If it has no interior (f(C) touches K from outside only), or if
/// f(C) is flat and lies in a wall between cells, <see cref="Touching"/> adds an edge to every cell that f(C) meets. Hence every orbit that stays in
/// K ends in one recurrent component for good, the closed cells of that component contain its limit points, and every periodic point lies in a recurrent component.
/// </para>
/// <para>
/// If no edge leads out of a set of cells and none of them leaves the box, f maps their union into itself: what of C is not mapped into K is open in C, and would
/// have interior.
/// </para>
/// </remarks>
public sealed record TransitionGraph
{
    /// <summary>K.</summary>
    public required Box Box { get; init; }

    /// <summary>The options.</summary>
    public required TransitionGraphOptions Options { get; init; }

    /// <summary>The nodes, ordered by pattern.</summary>
    public required ImmutableArray<MapCell> Cells { get; init; }

    /// <summary>All edges, the exact ones and those of <see cref="Touching"/>.</summary>
    public required DirectedGraph Edges { get; init; }

    /// <summary>
    /// Edges that close the relation where C ∩ f⁻¹(K) or C ∩ f⁻¹(C′) has no interior, by start, then by end; usually none. An outer approximation: tested with a
    /// tolerance.
    /// </summary>
    public required ImmutableArray<(int From, int To)> Touching { get; init; }

    /// <summary>For each node whether a part of it with interior is mapped out of the box.</summary>
    public required ImmutableArray<bool> Leaves { get; init; }

    /// <summary>The recurrent components and which leads to which.</summary>
    public required MorseGraph Morse { get; init; }

    /// <summary>The largest set of cells whose union f maps into itself: the cells from which no path leads to one that leaves. In increasing order.</summary>
    public required ImmutableArray<int> ForwardInvariant { get; init; }

    /// <summary>Whether f maps the box into itself: no cell leaves.</summary>
    public bool IsBoxForwardInvariant => Complete && ForwardInvariant.Length == Cells.Length;

    /// <summary>Whether both walks saw every cell, and every part was assigned to its cell. Otherwise nothing above is proved about orbits.</summary>
    public required bool Complete { get; init; }

    /// <summary>
    /// Evidence for nodes and edges: that of the walks; Numerical when there are touching edges. That no other image touches the box is judged in floating point, with a slack of
    /// 1e−9 of the box, far above rounding.
    /// </summary>
    public required EvidenceLevel Evidence { get; init; }
}
