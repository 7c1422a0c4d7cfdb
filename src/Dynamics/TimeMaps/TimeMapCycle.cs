using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.PeriodicOrbits;

namespace TorchDynInspect.Dynamics.TimeMaps;

/// <summary>
/// A closed orbit all of whose points are periodic under φ_T: k T = p T′ for the orbit's least period T′ and the least such k, so that φ_T turns the orbit by p/k. A
/// circle of periodic points, never isolated.
/// </summary>
/// <param name="Orbit">The closed orbit.</param>
/// <param name="Period">k, the least period of its points under φ_T; 1 for fixed points.</param>
/// <param name="Turns">p, how often k applications go round the orbit.</param>
/// <param name="Mismatch">|k T − p T′|.</param>
/// <param name="Tolerance">What <paramref name="Mismatch"/> may be, given the error of T′. Equality of real numbers is not decided by computation: a resonance that is merely close looks the same.</param>
public sealed record TimeMapCycle(PeriodicOrbit Orbit, int Period, int Turns, double Mismatch, double Tolerance)
{
    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;
}
