using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Invariance;

/// <summary>Forward invariance of a box under a piecewise-linear map.</summary>
public static class BoxInvarianceCheck
{
    // In widths of the box: vertices and values carry rounding errors of a few units of 1e−16 times the size of the numbers in between.
    private const double Rounding = 1e-12;

    /// <summary>Whether f maps the box into itself, by the images of the vertices of all cells.</summary>
    /// <param name="network">A continuous piecewise-linear network with as many outputs as inputs.</param>
    /// <param name="box">With lower bounds below upper bounds.</param>
    /// <param name="options">
    /// The walk; null for the defaults. Certified decides by a second walk, over the cells of f divided at the sides of the box: f maps the box into itself exactly when
    /// none lies outside.
    /// </param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidInputException">The network is no piecewise-linear self-map, or the box has another dimension.</exception>
    public static BoxInvariance BoxInvariance(
        this Network network, Box box, CellWalkOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        TransitionGraphBuilder.RequireSelfMap(network);
        options ??= new CellWalkOptions();
        CellWalkOptions plain = options with { Evidence = EvidenceLevel.Numerical };
        CellWalkResult<ImageVisitor> walk = network.WalkCells(new CellDomain(box), () => new ImageVisitor(box), plain, progress, cancellation);
        ImageVisitor worst = walk.Visitors.MaxBy(visitor => visitor.Excess)!;
        bool leaves = worst.Excess > Rounding;
        BoxInvariance seen = new()
        {
            Box = box,
            IsForwardInvariant = leaves ? false : walk.Complete ? true : null,
            Image = walk.Cells == 0 ? null : new Box(
                [.. Enumerable.Range(0, box.Dimension).Select(k => walk.Visitors.Min(visitor => visitor.Lower[k]))],
                [.. Enumerable.Range(0, box.Dimension).Select(k => walk.Visitors.Max(visitor => visitor.Upper[k]))]),
            Witness = leaves ? [.. worst.Witness] : [],
            Complete = walk.Complete,
            Evidence = leaves || walk.Complete ? EvidenceLevel.Numerical : EvidenceLevel.Sampled,
        };
        return options.Evidence == EvidenceLevel.Certified ? Proved(seen, PiecewiseLinearProgram.Of(network), options, cancellation) : seen;
    }

    private static BoxInvariance Proved(BoxInvariance seen, PiecewiseLinearProgram f, CellWalkOptions options, CancellationToken cancellation)
    {
        Box box = seen.Box;
        double[][] sides = [.. Enumerable.Range(0, box.Dimension).Select(k => new[] { box.Lower[k], box.Upper[k] })];
        CellWalkResult<LeavingVisitor> walk = CellWalk.Run(
            f.DividedAt(sides), new CellDomain(box), () => new LeavingVisitor(f.Units), options, null, cancellation);
        double[]? witness = walk.Visitors.Select(visitor => visitor.Witness).FirstOrDefault(point => point is not null);
        return seen with
        {
            IsForwardInvariant = witness is not null ? false : walk.Complete ? true : null,
            Witness = witness is null ? [] : seen.Witness.IsEmpty ? [.. witness] : seen.Witness,
            Complete = seen.Complete && walk.Complete,
            Evidence = witness is not null || walk.Complete ? walk.Evidence : EvidenceLevel.Sampled,
        };
    }
}
