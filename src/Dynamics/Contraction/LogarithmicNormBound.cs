using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>The supremum of μ(Df) over a box, enclosed.</summary>
/// <param name="Norm">The norm that induces μ.</param>
/// <param name="Supremum">Proved to hold sup μ(Df(x)) over the box.</param>
/// <param name="Everywhere">An upper bound of μ(Df(x)) for every x of R^d; null when none is known, as for a field that is not a network.</param>
/// <param name="Parts">Parts of the box that were looked at.</param>
public sealed record LogarithmicNormBound(VectorNorm Norm, Interval Supremum, double? Everywhere, int Parts)
{
    /// <summary>Whether orbits whose connecting segment stays in the box are proved to approach each other in this norm.</summary>
    public bool IsContraction => Supremum.Upper < 0;

    /// <summary>Always <see cref="EvidenceLevel.Certified"/>: outward-rounded intervals prove it.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
