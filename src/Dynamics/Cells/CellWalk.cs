using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Cells.Proof;
using TorchDynInspect.Dynamics.Cells.Walk;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>
/// The depth-first walk over the cells of a piecewise-linear network: full-dimensional polytopes of the domain on which the activation pattern of the hidden
/// units is constant. Memory follows the depth, not the number of cells.
/// </summary>
/// <remarks>
/// <para>
/// The domain is divided by one unit's hyperplane after the other, layer by layer: every division makes one cell more, so that time is proportional to the number of
/// cells. A division costs O(v²) for a polytope of v vertices, and O(v · d) for each unit that may still divide it; a part of the domain on which the first layers are
/// affine costs one matrix product of their widths, times d.
/// </para>
/// <para>
/// Nothing is perturbed. A hyperplane through a vertex of a polytope, along one of its sides, or met before, divides only what it strictly separates. A unit whose
/// pre-activation is a breakpoint on all of a cell (a zero row, a dead layer) is on the piece to the right of it, and divides nothing.
/// </para>
/// <para>
/// With <see cref="Evidence.EvidenceLevel.Numerical"/> a vertex lies on a hyperplane when rounding could have made its value there out of zero, by bounds that follow the
/// computation. Where a row is spoilt by cancellation, so that these bounds would hide more than 6e-14 (2^-44) of the largest coordinates, the exact row takes its place: a unit
/// that is 1e-17 from its breakpoint all over a thick cell is decided by its exact values. What is not seen is a sliver: a cell thinner than that share of the
/// coordinates, times how badly its vertices are determined. Weights such as 0.1 are rounded themselves, so that hyperplanes meant to meet in a point miss it by 1e-17: exactly
/// they bound slivers, and <see cref="Evidence.EvidenceLevel.Certified"/> finds these. A part of the domain that is itself a sliver to a unit, so that
/// no vertex of it tells the unit's side, is counted in <see cref="CellWalkResult{TVisitor}.Undecided"/>.
/// </para>
/// </remarks>
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
        where TVisitor : ICellVisitor
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return options.Evidence switch
        {
            EvidenceLevel.Numerical => Run<TVisitor, RoundingSigns>(program, domain, visitor, options, progress, cancellation),
            EvidenceLevel.Certified => Run<TVisitor, CertifiedSigns>(program, domain, visitor, options, progress, cancellation),
            _ => throw new InvalidInputException($"walk over cells: evidence {options.Evidence}, expected {EvidenceLevel.Numerical} or {EvidenceLevel.Certified}"),
        };
    }

    private static CellWalkResult<TVisitor> Run<TVisitor, TSigns>(
        PiecewiseLinearProgram program,
        CellDomain domain,
        Func<TVisitor> visitor,
        CellWalkOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
        where TVisitor : ICellVisitor
        where TSigns : struct, IVertexSigns<TSigns>
    {
        int count = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
        var plan = new WalkPlan(program, domain);
        using var pool = new WalkPool(count, progress);
        WalkWorker<TVisitor, TSigns>[] workers = [.. Enumerable.Range(0, count).Select(_ => new WalkWorker<TVisitor, TSigns>(plan, pool, visitor()))];
        using CancellationTokenSource budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenRegistration stop = budget.Token.Register(pool.Stop);
        if (options.Budget is { } limit)
        {
            budget.CancelAfter(limit);
        }

        try
        {
            Thread[] threads = [.. workers.Skip(1).Select(worker => new Thread(() => worker.Run(isFirst: false)) { IsBackground = true })];
            Array.ForEach(threads, thread => thread.Start());
            workers[0].Run(isFirst: true);
            Array.ForEach(threads, thread => thread.Join());
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }

        pool.ThrowFault();
        return new CellWalkResult<TVisitor>(
            [.. workers.Select(worker => worker.Visitor)], workers.Sum(worker => worker.Cells), !pool.IsCutShort, TSigns.Evidence)
        {
            Undecided = workers.Sum(worker => worker.Undecided),
        };
    }
}
