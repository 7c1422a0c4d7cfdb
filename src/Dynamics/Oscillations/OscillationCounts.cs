using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>How often the iterates of an interval map oscillate.</summary>
public sealed record OscillationCounts
{
    /// <summary>The interval that f maps into itself, rounded outwards; the one that was asked about when time was over before it was found.</summary>
    public required (double Lower, double Upper) Interval { get; init; }

    /// <summary>The band [a, b]; a level when a = b.</summary>
    public required (double Lower, double Upper) Band { get; init; }

    /// <summary>
    /// For f, f², …: the passages of f^n along the interval from values ≤ a to values ≥ b or back, so many subintervals without common interior points does f^n map onto the band; for a level, the
    /// changes from one side to the other. Exact.
    /// </summary>
    public required ImmutableArray<BigInteger> Crossings { get; init; }

    /// <summary>For f, f², …: maximal intervals of weak monotonicity. Exact.</summary>
    public required ImmutableArray<BigInteger> Laps { get; init; }

    /// <summary>Whether all iterates that were asked for were counted.</summary>
    public required bool Complete { get; init; }

    /// <summary>Certified: counted in exact rationals.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
