using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>What is known of the stability of an exact point.</summary>
/// <param name="Multipliers">By decreasing modulus.</param>
/// <param name="Radii">A radius around each within which the true one lies; infinite where none was proved.</param>
/// <param name="Stability">The verdict.</param>
/// <param name="Evidence">Its evidence.</param>
/// <param name="Remark">What a reader must know; null for nothing.</param>
internal sealed record ExactVerdict(
    ImmutableArray<Complex> Multipliers, ImmutableArray<double> Radii, Stability Stability, EvidenceLevel Evidence, string? Remark);
