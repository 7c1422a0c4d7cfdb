using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Volume;

/// <summary>The range of the divergence tr Df of a field over a box: both ends enclosed.</summary>
/// <param name="Box">The box.</param>
/// <param name="Infimum">Proved to hold inf tr Df over the box.</param>
/// <param name="Supremum">Proved to hold sup tr Df over the box.</param>
/// <param name="Parts">Parts of the box that were looked at.</param>
/// <param name="Bendixson">In the plane: what the sign of the divergence says about closed orbits (Bendixson 1901, Dulac 1937); null in other dimensions.</param>
public sealed record DivergenceRange(Box Box, Interval Infimum, Interval Supremum, int Parts, TheoryEntry? Bendixson)
{
    /// <summary>Every value of tr Df on the box lies here.</summary>
    public Interval Range => new(Infimum.Lower, Supremum.Upper);

    /// <summary>−1: volume contracts everywhere on the box; 1: it expands; 0: neither is proved.</summary>
    public int Sign => Supremum.Upper < 0 ? -1 : Infimum.Lower > 0 ? 1 : 0;

    /// <summary>Always <see cref="EvidenceLevel.Certified"/>: outward-rounded intervals prove it.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
