using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>What towers prove about the entropy, in nats, together with bounds that are known otherwise.</summary>
internal sealed record TowerBounds
{
    /// <summary>Nothing is known but that entropy is not negative.</summary>
    public static TowerBounds Nothing { get; } = new();

    /// <summary>h is at least this.</summary>
    public double Lower { get; init; }

    /// <summary>h is at most this.</summary>
    public double Upper { get; init; } = double.PositiveInfinity;

    /// <summary>The lower bound that a tower gave itself.</summary>
    public double TowerLower { get; init; }

    /// <summary>The upper bound that a tower gave itself; infinite when there is none.</summary>
    public double TowerUpper { get; init; } = double.PositiveInfinity;

    /// <summary>Whether an exact tower closed.</summary>
    public bool Closed { get; init; }

    /// <summary>When closed: integer coefficients, highest first, of a polynomial whose largest real root is e^h; empty where its degree is too high.</summary>
    public ImmutableArray<string> Polynomial { get; init; } = [];

    /// <summary>When closed: nodes of the component that carries the entropy.</summary>
    public int Degree { get; init; }

    /// <summary>Nodes of the largest tower that improved a bound.</summary>
    public int Nodes { get; init; }

    /// <summary>The first nodes of that tower, rounded outwards.</summary>
    public ImmutableArray<(double Lower, double Upper)> Intervals { get; init; } = [];

    /// <summary>Upper − lower.</summary>
    public double Gap => Upper - Lower;

    /// <summary>What the towers themselves gave, with the reasons; one side only where turning points are undecided.</summary>
    public ImmutableArray<EntropyBound> Entries()
    {
        const string Name = "Hofbauer tower";
        const string Source = "Hofbauer, Israel J. Math. 34, 1979; theory §3";
        string reason = Closed
            ? string.Create(CultureInfo.InvariantCulture, $"the tower closes at {Nodes} nodes")
            : string.Create(CultureInfo.InvariantCulture, $"{Nodes} nodes kept, edges to others redirected");
        return
        [
            new EntropyBound(Name, Source, BoundKind.Lower, TowerLower, EvidenceLevel.Certified, reason),
            .. double.IsFinite(TowerUpper) ? [new EntropyBound(Name, Source, BoundKind.Upper, TowerUpper, EvidenceLevel.Certified, reason)] : Array.Empty<EntropyBound>(),
        ];
    }
}
