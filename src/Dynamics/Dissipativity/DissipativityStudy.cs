using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Invariance;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>Stability and dissipativity of a piecewise-linear map on a box, from the norms of its Jacobian over all cells and its fixed points.</summary>
public static class DissipativityStudy
{
    /// <summary>Studies a map on a box: three walks over its cells and a search for fixed points.</summary>
    /// <param name="network">A continuous piecewise-linear network with as many outputs as inputs.</param>
    /// <param name="box">With lower bounds below upper bounds.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops; the result then says that it is not complete.</param>
    /// <exception cref="InvalidInputException">The network is no piecewise-linear self-map, or the box has another dimension.</exception>
    public static DissipativityResult Dissipativity(
        this Network network, Box box, DissipativityOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        TransitionGraphBuilder.RequireSelfMap(network);
        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(network);
        options ??= new DissipativityOptions();
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan? Left() => options.Budget - watch.Elapsed is { } left ? TimeSpan.FromTicks(Math.Max(1, left.Ticks)) : null;
        CellDomain domain = new(box);
        SupremaResult suprema = network.Suprema(domain, new SupremaOptions { Budget = Left(), Workers = options.Workers }, null, cancellation);
        CellWalkOptions Walk() => new() { Budget = Left(), Workers = options.Workers };
        ExactProgram? exact = options.Evidence == EvidenceLevel.Certified ? ExactProgram.Of(program) : null;
        CellWalkResult<GrowthVisitor> norms = network.WalkCells(
            domain, () => new GrowthVisitor(box.Dimension, exact), Walk() with { Evidence = options.Evidence }, null, cancellation);
        BoxInvariance invariance = network.BoxInvariance(box, Walk() with { Evidence = EvidenceLevel.Certified }, null, cancellation);
        FixedPointResult fixedPoints = network.FixedPoints(
            box, new FixedPointOptions { Budget = Left(), Workers = options.Workers }, null, progress, cancellation);
        bool allCells = suprema.Complete && norms.Complete && invariance.Complete;
        ImmutableArray<GrowthBound> growth = allCells ? [.. Growth(network, box, suprema, norms, exact)] : [];
        return new DissipativityResult
        {
            Box = box,
            Suprema = suprema,
            Growth = growth,
            Invariance = invariance,
            FixedPoints = fixedPoints,
            Theory = [.. new DissipativityTheory(network, growth, invariance, fixedPoints).Entries()],
            Complete = allCells && fixedPoints.Complete,
            Evidence = allCells ? EvidenceLevel.Numerical : EvidenceLevel.Sampled,
            Interrupted = !allCells || fixedPoints.Interrupted,
        };
    }

    // Suprema of an interrupted walk bound nothing, so that this is called for complete ones only.
    private static IEnumerable<GrowthBound> Growth(Network network, Box box, SupremaResult suprema, CellWalkResult<GrowthVisitor> walk, ExactProgram? exact)
    {
        double ball = Math.Max(0, box.Lower.Zip(box.Upper, (l, u) => Math.Min(-l, u)).Min());
        double[] origin = new double[box.Dimension];
        double? ValueAtOrigin(VectorNorm norm) => !box.Contains(origin) ? null
            : exact is not null ? GrowthVisitor.Of(norm, exact.Evaluate(Rational.Of(origin)).Values)
            : GrowthVisitor.Of(norm, network.AffineMap(origin, AffineForm.Tangent).B.AsSpan());
        foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
        {
            yield return new GrowthBound(
                norm,
                norm == VectorNorm.Two ? suprema.Norm2!.Value : walk.Visitors.Max(visitor => visitor.A[(int)norm]),
                walk.Visitors.Max(visitor => visitor.B[(int)norm]),
                ValueAtOrigin(norm),
                ball,
                LayerProduct.Of(network, norm),
                norm == VectorNorm.Two ? EvidenceLevel.Numerical : walk.Evidence);
        }
    }
}
