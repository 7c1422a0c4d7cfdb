using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>A residual block x + g(x), one Euler step of ẋ = g(x) of length 1, beside the time-1 flow of that equation.</summary>
public sealed record BlockDepthLimit
{
    /// <summary>Index of the layer in the network.</summary>
    public required int Layer { get; init; }

    /// <summary>The hull of the sampled states before the block.</summary>
    public required Box Hull { get; init; }

    /// <summary>Points at which the flow could not be integrated up to time 1; left out of all numbers.</summary>
    public required int Failed { get; init; }

    /// <summary>Mean ‖g(x)‖∞, the length of the step.</summary>
    public required double MeanStep { get; init; }

    /// <summary>Distance from the block, and from 2, 4 and 8 Euler steps of length 1/2, 1/4, 1/8, to the flow.</summary>
    public required ImmutableArray<Refinement> Refinements { get; init; }

    /// <summary>log₂ of the ratio of the mean distances with 4 and 8 steps: 1 is Euler's order; null when they are within the tolerance of the integration.</summary>
    public required double? ObservedOrder { get; init; }

    /// <summary>Mean ‖½ Dg(x) g(x)‖∞, the leading term of the distance of the block from the flow.</summary>
    public required double PredictedMean { get; init; }

    /// <summary>Mean ‖(φ_1(x) − x − g(x)) − ½ Dg(x) g(x)‖∞ over the mean distance: small where the leading term tells the distance; null for no distance.</summary>
    public required double? LeadingTermDefect { get; init; }

    /// <summary>Lipschitz constants of g, on <see cref="Hull"/> and everywhere, one a norm.</summary>
    public required ImmutableArray<LipschitzBound> Lipschitz { get; init; }

    /// <summary>
    /// ‖θ′ − θ‖/‖θ‖ for the parameters θ of g and θ′ of the next residual block when both have the same layers: small where depth is a time along which weights vary smoothly;
    /// null when there is no such block.
    /// </summary>
    public required double? WeightChange { get; init; }

    /// <summary>Distance from the block to the flow over the length of the step, both in the mean; null for no step.</summary>
    public double? RelativeDistance => MeanStep > 0 && !Refinements.IsEmpty ? Refinements[0].Mean / MeanStep : null;

    /// <summary>Whether g is proved to be a contraction of R^d in some norm, so that x + g(x) is a homeomorphism of R^d with Lipschitz inverse (an invertible residual block).</summary>
    public bool IsHomeomorphism => Lipschitz.Any(bound => bound.Everywhere < 1);

    /// <summary>Whether g is proved to be a contraction on the hull, so that the block is injective there.</summary>
    public bool IsInjectiveOnHull => IsHomeomorphism || Lipschitz.Any(bound => bound.OnBox < 1);

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/> for the distances; <see cref="Lipschitz"/> carries its own.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
