using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>
/// Suprema of norms and of the spectral radius of the Jacobian A over the cells of a domain. The norms are the least Lipschitz constants of the network there:
/// f is continuous and piecewise linear on a convex set, so that ‖f(x) − f(y)‖ ≤ max ‖A‖·‖x − y‖, and within the attaining cell this is sharp.
/// </summary>
public sealed record SupremaResult
{
    /// <summary>The domain.</summary>
    public required CellDomain Domain { get; init; }

    /// <summary>How many cells were seen.</summary>
    public required long Cells { get; init; }

    /// <summary>max ‖A‖₂; null when no cell was seen.</summary>
    public required Supremum? Norm2 { get; init; }

    /// <summary>max ‖A‖∞, the largest row sum of moduli; null when no cell was seen.</summary>
    public required Supremum? NormInfinity { get; init; }

    /// <summary>max ρ(A) of a map from a space to itself; null for another network. It bounds no Lipschitz constant and no orbit (theory §1, trap 3).</summary>
    public required Supremum? SpectralRadius { get; init; }

    /// <summary>On how many cells f keeps and reverses orientation, or is singular; null unless f maps a space to itself.</summary>
    public required DeterminantSigns? Determinants { get; init; }

    /// <summary>Whether every cell of the domain was seen.</summary>
    public required bool Complete { get; init; }

    /// <summary>Evidence for the suprema.</summary>
    public required EvidenceLevel Evidence { get; init; }
}
