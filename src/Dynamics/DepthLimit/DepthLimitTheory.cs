using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>Theorems about residual blocks as discretised flows.</summary>
internal static class DepthLimitTheory
{
    private const double OrderTolerance = 0.25;

    /// <summary>The entries; none without blocks.</summary>
    public static IEnumerable<TheoryEntry> Entries(IReadOnlyCollection<BlockDepthLimit> blocks, ImmutableArray<Refinement> composed, double? order)
    {
        if (blocks.Count == 0)
        {
            yield break;
        }

        int proved = blocks.Count(block => block.IsHomeomorphism);
        double worst = blocks.Max(block => block.Lipschitz.Min(bound => bound.Everywhere));
        yield return new TheoryEntry(
            "invertible residual network",
            "Behrmann, Grathwohl, Chen, Duvenaud, Jacobsen, ICML 2019, theorem 1",
            proved == blocks.Count,
            string.Create(CultureInfo.InvariantCulture, $"Lip g < 1 on R^d is proved for {proved} of {blocks.Count} blocks; the largest bound is {worst:G4} (certified)"),
            proved == blocks.Count ? "every block is a homeomorphism of R^d, as every flow is" : null);

        bool finite = composed.All(refinement => double.IsFinite(refinement.Mean)) && !composed.IsEmpty;
        yield return new TheoryEntry(
            "depth limit",
            "E, Commun. Math. Stat. 5 (2017); Hairer, Nørsett, Wanner, Solving ODEs I, theorem II.3.4 (order 1 of Euler's method for g in C¹)",
            finite,
            finite ? "each block is an Euler step of length 1 of ẋ = g(x), whose flow exists up to time 1 at all points" : "the flow of a block could not be integrated up to time 1 at every point",
            finite ? "the distance to the composed flows halves with the length of the steps" : null,
            !finite ? null
            : order is null ? "the distances are within the tolerance of the integration"
            : string.Create(CultureInfo.InvariantCulture, $"order {order:F3} from 4 to 8 steps a block; the network itself is {composed[0].Mean:G4} away in the mean"),
            order is null ? null : Math.Abs(order.Value - 1) <= OrderTolerance);
    }
}
