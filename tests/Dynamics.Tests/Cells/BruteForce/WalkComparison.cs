using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>
/// Holds walks and proof against the brute force on one random network. Certified results must agree to the cell. The walk in floating point must agree, too, but for cells
/// that are thinner than rounding: numbers such as 0.1 make hyperplanes that miss each other by 10⁻¹⁷.
/// </summary>
internal static class WalkComparison
{
    private const double Thin = 1e-13;

    /// <summary>Compares.</summary>
    public static Comparison Run(int seed)
    {
        RandomNetwork random = RandomNetwork.Create(seed);
        PatternSearch search = PatternSearch.Of(random.Network, random.Domain, 64, new Random(seed));
        IReadOnlyDictionary<string, FoundCell> expected = search.Cells;
        int thin = 0;
        string? difference = Numerical(random, expected, ref thin) ?? Certified(random, expected) ?? Count(random, expected, thin);
        return new Comparison(expected.Count, thin, search.Programs, difference is null ? null : $"seed {seed}: {difference} ({random})");
    }

    private static string? Numerical(RandomNetwork random, IReadOnlyDictionary<string, FoundCell> expected, ref int thin)
    {
        (List<string> patterns, string? fault) = Walk(random, EvidenceLevel.Numerical);
        List<string> missing = [.. expected.Keys.Except(patterns)];
        thin = missing.Count;
        double thickest = missing.Count == 0 ? 0 : missing.Max(pattern => expected[pattern].Thickness());
        return fault ?? (patterns.All(expected.ContainsKey) && patterns.Distinct().Count() == patterns.Count && thickest < Thin
            ? null
            : $"numerical walk: {patterns.Count} cells, {missing.Count} missing of thickness up to {thickest:g3}, {patterns.Except(expected.Keys).Count()} wrong");
    }

    private static string? Certified(RandomNetwork random, IReadOnlyDictionary<string, FoundCell> expected)
    {
        (List<string> patterns, string? fault) = Walk(random, EvidenceLevel.Certified);
        return fault ?? (patterns.Count == expected.Count && patterns.ToHashSet().SetEquals(expected.Keys)
            ? null
            : $"certified walk: {patterns.Count} cells, {expected.Keys.Except(patterns).Count()} missing, {patterns.Except(expected.Keys).Count()} wrong");
    }

    private static (List<string> Patterns, string? Fault) Walk(RandomNetwork random, EvidenceLevel evidence)
    {
        CellWalkResult<PatternVisitor> walk =
            random.Network.WalkCells(random.Domain, () => new PatternVisitor(), new CellWalkOptions { Evidence = evidence });
        List<string> patterns = [.. walk.Visitors.SelectMany(visitor => visitor.Patterns)];
        return (patterns, walk.Complete && walk.Evidence == evidence && walk.Cells == patterns.Count ? null : $"{evidence} walk: {walk}");
    }

    private static string? Count(RandomNetwork random, IReadOnlyDictionary<string, FoundCell> expected, int thin)
    {
        RegionCount count = random.Network.CountRegions(random.Domain, new CellWalkOptions { Evidence = EvidenceLevel.Certified });
        return count is { Complete: true, Evidence: EvidenceLevel.Certified, Proof: { Failure: null, Dropped: 0, EulerCharacteristic: 1 } }
            && count.Count == expected.Count && count.Proof.Witnesses == expected.Count && count.Proof.Added == thin
            ? null
            : $"proof: {count}, expected {expected.Count} with {thin} added";
    }
}
