using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>
/// Holds walks and proof against the brute force on one random network. Certified results must agree to the cell. The walk in floating point must agree,
/// too, but for cells
/// thinner than rounding, and where <see cref="RandomNetwork.IsBeyondRounding"/>.
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
        (List<string> walked, string? fault) = Walk(random, EvidenceLevel.Numerical);
        string[] missing = [.. expected.Keys.Except(walked)];
        string[] wrong = [.. walked.Except(expected.Keys)];
        bool isExpected = wrong.Length == 0 && walked.Distinct().Count() == walked.Count && missing.All(pattern => expected[pattern].Thickness() < Thin);
        string?[] differences =
        [
            fault,
            isExpected ? null : $"numerical walk: {walked.Count} of {expected.Count} cells, {missing.Length} missing of thickness up to "
                + $"{missing.Select(pattern => expected[pattern].Thickness()).Append(0).Max():g3}, {wrong.Length} wrong",
            Certified(random, expected),
            Count(random, expected, missing.Length, wrong.Length),
        ];
        string difference = string.Join("; ", differences.Where(text => text is not null));
        return new Comparison(
            expected.Count, missing.Length, search.Programs, difference.Length == 0 ? null : $"seed {seed}: {difference} ({random})");
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
        return (patterns, walk.Complete && walk.Evidence == evidence && walk.Cells == patterns.Count && (evidence == EvidenceLevel.Numerical || walk.Undecided == 0) ? null : $"{evidence} walk: {walk}");
    }

    private static string? Count(RandomNetwork random, IReadOnlyDictionary<string, FoundCell> expected, int missing, int wrong)
    {
        RegionCount count = random.Network.CountRegions(random.Domain, new CellWalkOptions { Evidence = EvidenceLevel.Certified });
        return count is { Complete: true, Evidence: EvidenceLevel.Certified, Proof: { Failure: null, EulerCharacteristic: 1 } }
            && count.Count == expected.Count && count.Proof.Witnesses == expected.Count && count.Proof.Added == missing && count.Proof.Dropped == wrong
            ? null
            : $"proof: {count}, expected {expected.Count} with {missing} added and {wrong} dropped";
    }
}
