using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>Whether a field contracts on a box, in three norms, and what follows.</summary>
public sealed record ContractionResult
{
    /// <summary>The box.</summary>
    public required Box Box { get; init; }

    /// <summary>sup μ(Df) over the box, one a norm.</summary>
    public required ImmutableArray<LogarithmicNormBound> Bounds { get; init; }

    /// <summary>Whether the field is proved to point nowhere out of the box, so that orbits cannot leave it; false means only that no proof was found.</summary>
    public required bool IsForwardInvariant { get; init; }

    /// <summary>Contraction on the box and on R^d.</summary>
    public required ImmutableArray<TheoryEntry> Theory { get; init; }

    /// <summary>The norm with the least bound.</summary>
    public LogarithmicNormBound Best => Bounds.MinBy(bound => bound.Supremum.Upper)!;

    /// <summary>Always <see cref="EvidenceLevel.Certified"/>.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
