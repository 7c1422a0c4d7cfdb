using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>How to take suprema over cells.</summary>
public sealed record SupremaOptions
{
    /// <summary>
    /// Numerical: values in floating point. Certified: the walk decides every sign with proof, and each supremum gets bounds that are proved. Default Numerical.
    /// </summary>
    public EvidenceLevel Evidence { get; init; } = EvidenceLevel.Numerical;

    /// <summary>
    /// Look at the cells of a slice only; the domain then bounds the slice's parameters. The Jacobian is that of the whole input space. Null for all cells. Default null.
    /// </summary>
    public InputSlice? Slice { get; init; }

    /// <summary>Stop after this time; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Number of threads; 0 for one a core. Default 0.</summary>
    public int Workers { get; init; }
}
