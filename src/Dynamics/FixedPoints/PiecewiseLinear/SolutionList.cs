using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>The solutions that the cells of a search gave, from several threads.</summary>
/// <param name="cells">Solves in one cell.</param>
internal sealed class SolutionList(CellEquations cells)
{
    private readonly Lock gate = new();
    private readonly HashSet<byte[]> solved = new(PatternOrder.Instance);
    private readonly HashSet<Rational[]> tried = new(RationalPointOrder.Instance);

    /// <summary>Points, one for each closed cell that holds one.</summary>
    public List<ExactFixedPoint> Points { get; } = [];

    /// <summary>Polytopes of solutions.</summary>
    public List<ContinuumPiece> Pieces { get; } = [];

    /// <summary>A point at which so many units are on breakpoints that it should be isolated before the search goes on; null for none.</summary>
    public ExactFixedPoint? Crowded { get; private set; }

    /// <summary>
    /// Looks at 0 before the search: of a network without biases it is a fixed point in every cell, and the search would come to it through the smallest boxes only.
    /// </summary>
    /// <param name="dimension">d.</param>
    public void TryOrigin(int dimension)
    {
        Rational[] origin = new Rational[dimension];
        ExactEvaluation evaluation = cells.Program.Evaluate(origin);
        if (evaluation.Values.AsSpan().SequenceEqual(origin))
        {
            Solve([.. evaluation.Places.Select(place => (byte)place.Piece)]);
        }
    }

    /// <summary>Solves in the cell of a pattern.</summary>
    public void Solve(byte[] pattern)
    {
        lock (gate)
        {
            if (!solved.Add(pattern))
            {
                return;
            }
        }

        (ExactFixedPoint? point, ContinuumPiece? piece) = cells.Solve(pattern);
        lock (gate)
        {
            if (point is not null)
            {
                Points.Add(point);
                if (point.Places.Count(place => place.OnBreakpoint) >= IsolatingBox.WorthwhileKinks && tried.Add(point.X))
                {
                    Crowded ??= point;
                }
            }

            if (piece is not null)
            {
                Pieces.Add(piece);
            }
        }
    }

    /// <summary>The crowded point, once.</summary>
    public ExactFixedPoint? TakeCrowded()
    {
        (ExactFixedPoint? point, Crowded) = (Crowded, null);
        return point;
    }
}
