using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells.Regions;

/// <summary>How many linear regions a network has in a domain.</summary>
/// <param name="Count">The number of regions; when not complete, of those found so far.</param>
/// <param name="Complete">Whether all were found.</param>
/// <param name="Evidence">
/// Numerical: counted in floating point. Certified: proved, see <paramref name="Proof"/>; of an incomplete count that the regions counted exist and differ,
/// so that it is a lower bound.
/// </param>
/// <param name="Proof">What was proved; null when no proof was asked for.</param>
/// <param name="Seconds">Time taken.</param>
public sealed record RegionCount(long Count, bool Complete, EvidenceLevel Evidence, RegionProof? Proof, double Seconds)
{
    /// <summary>How many times a unit's side stayed open in the walk (<see cref="CellWalkResult{TVisitor}.Undecided"/>); 0 when the count is certified.</summary>
    public long Undecided { get; init; }

    /// <summary>The definition of a region everywhere in this library.</summary>
    public const string RegionDefinition =
        "a region is a full-dimensional cell of the domain on which the activation pattern of the hidden units is constant (an affine output layer adds none)";

    /// <summary>The definition, to be printed with the count.</summary>
    public string Definition => RegionDefinition;
}
