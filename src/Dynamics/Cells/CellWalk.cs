using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>
/// The depth-first walk over the cells of a piecewise-linear network: full-dimensional polytopes of the domain on which the activation pattern of the hidden
/// units is constant. Memory follows the depth, not the number of cells.
/// </summary>
public static class CellWalk
{
    /// <summary>Walks over all cells of a network in a domain.</summary>
    /// <param name="network">A continuous piecewise-linear network.</param>
    /// <param name="domain">Where, of the network's input dimension.</param>
    /// <param name="visitor">Creates the visitor of one worker.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told the share of the domain's work that is done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the walk; the result then says that it is not complete.</param>
    /// <exception cref="InvalidInputException">The network is not piecewise linear, or the domain has another dimension.</exception>
    public static CellWalkResult<TVisitor> WalkCells<TVisitor>(
        this Network network,
        CellDomain domain,
        Func<TVisitor> visitor,
        CellWalkOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
        where TVisitor : ICellVisitor =>
        Run(PiecewiseLinearProgram.Of(network), domain, visitor, options ?? new CellWalkOptions(), progress, cancellation);

    internal static CellWalkResult<TVisitor> Run<TVisitor>(
        PiecewiseLinearProgram program,
        CellDomain domain,
        Func<TVisitor> visitor,
        CellWalkOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
        where TVisitor : ICellVisitor => throw new NotImplementedException();
}
