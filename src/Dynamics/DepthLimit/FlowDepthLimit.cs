using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>A flow layer φ_T as the limit of residual networks: n blocks x + (T/n) f(x).</summary>
public sealed record FlowDepthLimit
{
    /// <summary>Index of the layer in the network.</summary>
    public required int Layer { get; init; }

    /// <summary>T.</summary>
    public required double Time { get; init; }

    /// <summary>Points at which the flow could not be integrated; left out of all numbers.</summary>
    public required int Failed { get; init; }

    /// <summary>The largest ‖φ_T(x) − x‖∞ over the points.</summary>
    public required double LargestDisplacement { get; init; }

    /// <summary>The mean ‖φ_T(x) − x‖∞.</summary>
    public required double MeanDisplacement { get; init; }

    /// <summary>The largest ‖Dφ_T(x)‖₂ over the points: a lower bound of the Lipschitz constant, up to the error of the integration.</summary>
    public required double LargestStretch { get; init; }

    /// <summary>e^{|T| sup μ} with a certified bound of the logarithmic norm over R^d, least over three norms: a Lipschitz constant of the exact flow, proved; infinite when none is.</summary>
    public required double LipschitzEverywhere { get; init; }

    /// <summary>Distances from n Euler steps to the flow, n = 1, 2, 4, … until the accuracy is met.</summary>
    public required ImmutableArray<Refinement> Refinements { get; init; }

    /// <summary>The first n tried, a power of two, with the largest distance within the accuracy; null when none is.</summary>
    public required int? EulerSteps { get; init; }

    /// <summary>log₂ of the ratio of the mean distances at the last two n; null for fewer than two, or when they are within the tolerance of the integration.</summary>
    public required double? ObservedOrder { get; init; }

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/> for the distances; <see cref="LipschitzEverywhere"/> is certified.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
