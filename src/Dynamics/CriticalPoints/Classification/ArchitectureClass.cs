using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>What the widths and exact ranks of a scalar network say about its critical points (theory §2).</summary>
public sealed record ArchitectureClass
{
    /// <summary>n_0, …, n_L: the width before the first and after each linear map; affine layers without an activation between them are one map.</summary>
    public required ImmutableArray<int> Widths { get; init; }

    /// <summary>The exact rank of each linear map; not computed, and empty, where <see cref="Obstacle"/> says that the theory does not apply.</summary>
    public required ImmutableArray<int> Ranks { get; init; }

    /// <summary>The widths with a layer of width rank inserted wherever a linear map is rank-deficient (M4): what the criterion compares.</summary>
    public required ImmutableArray<int> EffectiveWidths { get; init; }

    /// <summary>The class of Kuehn and Kuntz, by the widths alone.</summary>
    public required ArchitectureLabel Label { get; init; }

    /// <summary>The sharper criterion, by the effective widths.</summary>
    public required MorseCriterion Criterion { get; init; }

    /// <summary>Whether the network is a neural ODE: linear map, flow, linear map. Then the theorems are named N1–N4.</summary>
    public required bool IsNeuralOde { get; init; }

    /// <summary>The hypothesis that fails and the layer where it does; null when the theory applies.</summary>
    public required string? Obstacle { get; init; }

    /// <summary>
    /// Why the map that the network computes is not proved to obey what is said of the exact flow: the steps of a fixed-step scheme may fold. Null when they
    /// provably do not, and for schemes that control their error, which are read as the exact flow.
    /// </summary>
    public string? SchemeObstacle { get; init; }

    /// <summary>
    /// Whether every critical point of the map that the network computes is degenerate, by proof: the first narrow layer is reached before any step that may fold. With h the
    /// map to that layer, a submersion, Φ = F∘h is critical where F is, and constant along the level sets of h; what F is does not matter.
    /// </summary>
    public bool IsDegenerateAsComputed { get; init; }

    /// <summary>
    /// Whether a proof without smoothness excludes critical points: the widths never increase, every rank is full, and between the linear maps stand
    /// homeomorphisms that are Lipschitz both ways near every point, such as flows of Lipschitz fields. Then Φ changes at least in proportion to the
    /// distance in some direction at every point: no local extremum, and ∇Φ ≠ 0 wherever Φ is differentiable.
    /// </summary>
    public bool IsTopologicalSubmersion { get; init; }

    /// <summary>What the reading of the layers takes for granted, one sentence each.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>Whether every linear map has full rank, where the theory applies.</summary>
    public bool HasFullRank => EffectiveWidths.Length == Widths.Length;

    /// <summary>The short name of the theorem that decides, e.g. "M1" or "N2"; null when none applies.</summary>
    public string? Theorem => Criterion switch
    {
        MorseCriterion.NotCovered => null,
        MorseCriterion.NoCriticalPoints => IsNeuralOde ? "N1" : "M1",
        MorseCriterion.GenericallyMorse => IsNeuralOde ? "N2" : "M2",
        MorseCriterion.Constant => IsNeuralOde ? "N3" : "M4",
        _ => IsNeuralOde ? "N3" : "M3",
    };

    /// <summary>The widths as they are written, e.g. "2-5-3-4-1".</summary>
    public string Profile => string.Join('-', Widths);
}
