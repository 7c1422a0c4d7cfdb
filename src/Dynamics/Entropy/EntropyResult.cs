using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>An enclosure of a map's topological entropy, in nats per iteration.</summary>
public sealed record EntropyResult
{
    /// <summary>The interval that was asked about.</summary>
    public required (double Lower, double Upper) Asked { get; init; }

    /// <summary>
    /// The invariant interval the answer is about: the smallest one that contains <see cref="Asked"/>. When <see cref="Escapes"/>, or when time was over before it was found, the asked interval itself.
    /// </summary>
    public required (double Lower, double Upper) Invariant { get; init; }

    /// <summary>
    /// Whether orbits leave the interval, or may: no invariant interval around it was proved, for the reason that <see cref="Remarks"/> gives. The entropy is then that of f on the compact set of points of the interval whose orbits never leave it.
    /// </summary>
    public bool Escapes { get; init; }

    /// <summary>h_top is at least this.</summary>
    public required double Lower { get; init; }

    /// <summary>h_top is at most this.</summary>
    public required double Upper { get; init; }

    /// <summary>Evidence of both bounds.</summary>
    public required EvidenceLevel Evidence { get; init; }

    /// <summary>Laps of f on the invariant interval: maximal intervals of weak monotonicity. 0 when time was over before they were counted.</summary>
    public required int Laps { get; init; }

    /// <summary>laps(f^n) for n = 1, 2, …, as far as they were counted.</summary>
    public ImmutableArray<long> LapCounts { get; init; } = [];

    /// <summary>Whether the tower closed: the entropy is then the logarithm of an algebraic number.</summary>
    public required bool Closed { get; init; }

    /// <summary>When closed: integer coefficients, highest first, of a polynomial whose largest real root is e^h; decimal strings, as they may be large.</summary>
    public ImmutableArray<string> Polynomial { get; init; } = [];

    /// <summary>Nodes of the tower that gave the bounds.</summary>
    public required int Nodes { get; init; }

    /// <summary>The intervals of those nodes, rounded outwards, in the order in which they were found; for pictures.</summary>
    public ImmutableArray<(double Lower, double Upper)> Tower { get; init; } = [];

    /// <summary>Least periods up to <see cref="EntropyOptions.Periods"/> that are proved to occur.</summary>
    public ImmutableArray<int> Periods { get; init; } = [];

    /// <summary>Every bound by its theorem.</summary>
    public ImmutableArray<EntropyBound> Bounds { get; init; } = [];

    /// <summary>Theorems beside the reading.</summary>
    public ImmutableArray<TheoryEntry> Theory { get; init; } = [];

    /// <summary>Whether upper − lower reached the tolerance.</summary>
    public required bool Complete { get; init; }

    /// <summary>What a reader must know beside the numbers, one sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];
}
