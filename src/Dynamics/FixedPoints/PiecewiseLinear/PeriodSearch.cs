using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>All solutions of f^k(x) = x in a box, in exact rationals.</summary>
internal sealed record PeriodSearch
{
    /// <summary>f^k with the box.</summary>
    public required CellEquations Cells { get; init; }

    /// <summary>The isolated solutions, each once, in lexicographic order.</summary>
    public required ImmutableArray<ExactFixedPoint> Points { get; init; }

    /// <summary>The polytopes of solutions, one a cell.</summary>
    public required List<ContinuumPiece> Pieces { get; init; }

    /// <summary>Boxes that hold what the search did not get to; none when it is complete.</summary>
    public required ImmutableArray<Box> Unresolved { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="program">f^k.</param>
    /// <param name="box">Where.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="stopped">Whether to stop.</param>
    /// <param name="progress">Told the share done; may be null.</param>
    public static PeriodSearch Run(PiecewiseLinearProgram program, Box box, int workers, Func<bool> stopped, IProgress<double>? progress)
    {
        ExactProgram exact = ExactProgram.Of(program);
        FixedPointEquations equations = new(exact);
        CellEquations cells = new(exact, box);
        SolutionList found = new(cells);
        found.TryOrigin(box.Dimension);
        List<Box> unresolved = [];
        Stack<Box> open = new([box]);
        double reach = Enumerable.Range(0, box.Dimension).Max(i => box.Upper[i] - box.Lower[i]);
        while (open.TryPop(out Box? part))
        {
            RegionSearch search = new(equations, found.Solve, () => found.Crowded is not null || stopped());
            ImmutableArray<SearchRegion> left = search.Run(part, workers, open.Count == 0 ? progress : null);
            if (found.TakeCrowded() is { } point && !stopped())
            {
                foreach (Box rest in IsolatingBox.Around(equations, exact, point, reach, workers, stopped) is { } alone ? IsolatingBox.Difference(part, alone) : [part])
                {
                    open.Push(rest);
                }
            }
            else if (!left.IsEmpty)
            {
                unresolved.AddRange(left.Select(region => region.Inputs(box.Dimension)).Concat(open));
                break;
            }
        }

        return new PeriodSearch
        {
            Cells = cells,
            Points = Isolated(cells, found.Points, found.Pieces),
            Pieces = found.Pieces,
            Unresolved = [.. unresolved.Distinct()],
        };
    }

    /// <summary>Each point once, whatever the number of cells that meet there, and none that belongs to a piece.</summary>
    private static ImmutableArray<ExactFixedPoint> Isolated(CellEquations cells, List<ExactFixedPoint> points, List<ContinuumPiece> pieces) =>
    [
        .. points
            .OrderBy(point => point.Pattern, PatternOrder.Instance)
            .DistinctBy(point => point.X, RationalPointOrder.Instance)
            .Where(point => !pieces.Exists(piece => cells.Holds(piece, point.X)))
            .OrderBy(point => point.X, RationalPointOrder.Instance),
    ];
}
