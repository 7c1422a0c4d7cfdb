using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Entropy.Bounds;

/// <summary>h_top ≤ d·log⁺L for a map with Lipschitz constant L of a compact set in dimension d into itself (E3; Katok, Hasselblatt, theorem 3.2.9).</summary>
internal static class LipschitzBound
{
    /// <summary>The bound.</summary>
    /// <param name="dimension">d.</param>
    /// <param name="lipschitz">An upper bound of L.</param>
    /// <param name="norm">The norm it is taken in.</param>
    /// <param name="reason">Where it is from.</param>
    /// <param name="evidence">Its evidence.</param>
    public static EntropyBound Of(int dimension, double lipschitz, string norm, string reason, EvidenceLevel evidence = EvidenceLevel.Certified) => new(
        dimension == 1 ? "E3" : $"E3 ({norm})",
        dimension == 1 ? "h ≤ log⁺ sup|f′|" : "h ≤ d·log⁺L",
        BoundKind.Upper,
        lipschitz <= 1 ? 0 : double.IsFinite(lipschitz) ? (dimension * Interval.Log(lipschitz)).Upper : double.PositiveInfinity,
        evidence,
        reason);
}
