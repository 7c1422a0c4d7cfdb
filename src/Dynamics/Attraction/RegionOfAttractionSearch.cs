using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>Exact regions of attraction of piecewise-linear maps: a proved inner region, then its preimages cell by cell.</summary>
public static class RegionOfAttractionSearch
{
    /// <summary>The region of attraction of an attracting fixed point.</summary>
    /// <param name="network">A continuous piecewise-linear network with as many outputs as inputs.</param>
    /// <param name="box">Where orbits must stay.</param>
    /// <param name="fixedPoint">The fixed point, approximately; it is solved for in exact rationals.</param>
    /// <param name="options">How far; null for the defaults.</param>
    /// <param name="progress">Told 1 − the share of the last step that was new, roughly; may be null.</param>
    /// <param name="cancellation">Stops; the result then holds the steps so far.</param>
    /// <returns>
    /// The region; with <see cref="AttractionEnd.Refused"/> and a reason when the point is no fixed point, does not attract, or lies on the boundary of its cell.
    /// </returns>
    /// <exception cref="InvalidInputException">The network is no piecewise-linear self-map, or box or point have another dimension.</exception>
    public static RegionOfAttraction RegionOfAttraction(
        this Network network,
        Box box,
        ReadOnlySpan<double> fixedPoint,
        AttractionOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        TransitionGraphBuilder.RequireSelfMap(network);
        Preconditions.RequireLength(box.Dimension, network.Inputs, "box axes");
        Preconditions.RequireLength(fixedPoint.Length, network.Inputs, "fixed point");
        Preconditions.RequireFinite(fixedPoint, "fixed point");
        options ??= new AttractionOptions();
        Stopwatch watch = Stopwatch.StartNew();
        LocalMap? local = LocalMap.Near(network, fixedPoint, box, out string reason);
        InnerRegion? inner = local is null ? null : InnerRegionSearch.Find(local, box, options.MostVertices, out reason);
        RegionOfAttraction result = new()
        {
            Box = box,
            Options = options,
            FixedPoint = local is null ? [.. fixedPoint] : [.. local.FixedPoint.Select(x => x.ToDouble())],
            Inner = inner,
            Reason = reason,
            Shells = [],
            End = AttractionEnd.Refused,
        };
        if (inner is null)
        {
            return result;
        }

        result = result with { Shells = [new AttractionShell(0, [inner.Polytope], inner.Polytope.Volume)] };
        TimeSpan? left = options.Budget - watch.Elapsed;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (left is { } time && time > TimeSpan.Zero)
        {
            limit.CancelAfter(time);
        }
        else if (left is not null)
        {
            limit.Cancel();
        }

        (MapCell[] cells, bool complete, _) = MapCellVisitor.Collect(
            PiecewiseLinearProgram.Of(network), new CellDomain(box), new CellWalkOptions { Workers = options.Workers }, null, limit.Token);
        return complete ? Follow(result, cells, progress, limit.Token) : result with { End = AttractionEnd.Interrupted };
    }

    private static RegionOfAttraction Follow(RegionOfAttraction start, MapCell[] cells, IProgress<double>? progress, CancellationToken cancellation)
    {
        AttractionOptions options = start.Options;
        ConvexPolytope inner = start.Inner!.Polytope;
        double region = inner.Volume;
        ShellPreimage preimage = new(
            cells,
            inner,
            new ParallelOptions { MaxDegreeOfParallelism = options.Workers > 0 ? options.Workers : -1, CancellationToken = cancellation });
        List<AttractionShell> shells = [.. start.Shells];
        RegionOfAttraction Ended(AttractionEnd end) => start with { Shells = [.. shells], End = end };
        try
        {
            for (int step = 1; step <= options.MostSteps; step++)
            {
                ImmutableArray<ConvexPolytope> last = shells[^1].Polytopes;
                if (last.Length > options.MostPolytopes)
                {
                    return Ended(AttractionEnd.Polytopes);
                }

                ImmutableArray<ConvexPolytope> next = preimage.Of(last, step == 1 ? inner : null);
                double volume = next.Sum(polytope => polytope.Volume);
                if (!next.IsEmpty)
                {
                    shells.Add(new AttractionShell(step, next, volume));
                }

                region += volume;
                progress?.Report(Math.Max(0, 1 - (volume / region)));
                if (next.IsEmpty || volume < options.LeastShare * region)
                {
                    return Ended(AttractionEnd.Stationary);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return Ended(AttractionEnd.Interrupted);
        }

        return Ended(AttractionEnd.Steps);
    }
}
