using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>Holds walk and proof against the brute force on one random network.</summary>
internal static class WalkComparison
{
    /// <returns>The number of regions, and what differs; null when nothing does.</returns>
    public static (int Regions, string? Difference) Run(int seed)
    {
        RandomNetwork random = RandomNetwork.Create(seed);
        HashSet<string> expected = PatternSearch.Of(random.Network, random.Domain, 64, new Random(seed));
        string? difference = Walk(random, expected, EvidenceLevel.Numerical) ?? Walk(random, expected, EvidenceLevel.Certified) ?? Count(random, expected);
        return (expected.Count, difference is null ? null : $"seed {seed}: {difference} ({random})");
    }

    private static string? Walk(RandomNetwork random, HashSet<string> expected, EvidenceLevel evidence)
    {
        CellWalkResult<PatternVisitor> walk =
            random.Network.WalkCells(random.Domain, () => new PatternVisitor(), new CellWalkOptions { Evidence = evidence });
        List<string> patterns = [.. walk.Visitors.SelectMany(visitor => visitor.Patterns)];
        return walk.Complete && walk.Evidence == evidence && patterns.Count == expected.Count && expected.SetEquals(patterns)
            ? null
            : $"{evidence} walk: {patterns.Count} cells, {expected.Except(patterns).Count()} of {expected.Count} missing, "
                + $"{patterns.Except(expected).Count()} wrong, {patterns.Count - patterns.Distinct().Count()} twice, complete {walk.Complete}, {walk.Evidence}";
    }

    private static string? Count(RandomNetwork random, HashSet<string> expected)
    {
        if (expected.Count == 0)
        {
            return null;
        }

        RegionCount count = random.Network.CountRegions(random.Domain, new CellWalkOptions { Evidence = EvidenceLevel.Certified });
        return count is { Complete: true, Evidence: EvidenceLevel.Certified, Proof: { Failure: null, Added: 0, Dropped: 0, EulerCharacteristic: 1 } }
            && count.Count == expected.Count && count.Proof.Witnesses == expected.Count
            ? null
            : $"proof: {count}, expected {expected.Count}";
    }
}
