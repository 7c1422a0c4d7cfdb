using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>What a search for closed orbits found, and how much of the question it answers.</summary>
public sealed record PeriodicOrbitResult
{
    /// <summary>The box that was searched: orbits that meet it are listed.</summary>
    public required Box Box { get; init; }

    /// <summary>The options, the seed among them.</summary>
    public required PeriodicOrbitOptions Options { get; init; }

    /// <summary>The isolated closed orbits, each once and with its least period, by period.</summary>
    public required ImmutableArray<PeriodicOrbit> Orbits { get; init; }

    /// <summary>Continua of closed orbits, by the period of the representative.</summary>
    public required ImmutableArray<PeriodicOrbitFamily> Families { get; init; }

    /// <summary>What became of the starts, forward and backward.</summary>
    public required StartFates Fates { get; init; }

    /// <summary>Whether a theorem proves that no closed orbit lies entirely in the box. A list that is not empty is never complete.</summary>
    public required bool Complete { get; init; }

    /// <summary>Evidence of the list as a whole: Certified when <see cref="Complete"/>, otherwise Sampled.</summary>
    public EvidenceLevel Evidence => Complete ? EvidenceLevel.Certified : EvidenceLevel.Sampled;

    /// <summary>Whether the budget or a cancellation cut the search short.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>What a reader must know beside the list, one sentence each.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>Criteria that exclude closed orbits, beside what was found.</summary>
    public required ImmutableArray<TheoryEntry> Theory { get; init; }
}
