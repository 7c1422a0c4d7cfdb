using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>A network's residual blocks and flow layers beside each other's limits.</summary>
public sealed record DepthLimitResult
{
    /// <summary>The options, the seed among them.</summary>
    public required DepthLimitOptions Options { get; init; }

    /// <summary>Sampled points.</summary>
    public required int Points { get; init; }

    /// <summary>The residual blocks, in order.</summary>
    public required ImmutableArray<BlockDepthLimit> Blocks { get; init; }

    /// <summary>The flow layers, in order.</summary>
    public required ImmutableArray<FlowDepthLimit> Flows { get; init; }

    /// <summary>
    /// Distances at the output between the network whose residual blocks are each split into n Euler steps, n = 1 (the network itself), 2, 4, 8, and the one whose blocks are
    /// flows; empty without blocks, or when a flow could not be integrated at some point.
    /// </summary>
    public required ImmutableArray<Refinement> Composed { get; init; }

    /// <summary>log₂ of the ratio of the mean composed distances with 4 and 8 steps a block.</summary>
    public required double? ComposedOrder { get; init; }

    /// <summary>The largest <see cref="BlockDepthLimit.WeightChange"/> times the number of blocks, which stays bounded in a smooth depth limit; null without one.</summary>
    public required double? WeightRoughness { get; init; }

    /// <summary>Invertibility of the blocks, and the depth limit.</summary>
    public required ImmutableArray<TheoryEntry> Theory { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: distances are those at the points.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
