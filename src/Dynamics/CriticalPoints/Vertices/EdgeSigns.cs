using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// Whether Φ rises, falls or stays constant along an edge of a cell. Clear differences are read in floating point, with a bound of
/// the error where a proof is asked for; the others are decided in exact rationals: the gradient of the pattern along the line that the edge's facets leave. One instance serves one thread.
/// </summary>
internal sealed class EdgeSigns(PiecewiseLinearProgram program, EvidenceLevel evidence)
{
    /// <summary>Below this share of the terms of a difference rounding may have the say. Vertices carry a few hundred roundings at most in practice.</summary>
    private const double Clear = 1e-9;

    private readonly double[] gradient = new double[program.Inputs];
    private readonly double[] offset = new double[1];
    private readonly Lazy<ExactProgram> exact = new(() => ExactProgram.Of(program));
    private readonly SimpleVertexSigns? proved = evidence == EvidenceLevel.Certified ? new SimpleVertexSigns(program) : null;
    private ExactEdges? exactEdges;

    /// <summary>Whether some sign of an edge could not be decided exactly where that was needed.</summary>
    public bool Undecided { get; private set; }

    /// <summary>Φ's gradient on the present cell.</summary>
    public ReadOnlySpan<double> Gradient => gradient;

    /// <summary>Takes the next cell.</summary>
    public void Enter(Cell cell)
    {
        cell.AffineMap(gradient, offset);
        exactEdges = null;
        proved?.Enter(cell);
    }

    /// <summary>Proved signs along the edges that leave the facets of a simple vertex; 0 where <see cref="Of"/> must say it, everywhere if no proof is asked for.</summary>
    public void Prove(Cell cell, ReadOnlySpan<int> facets, Span<int> signs)
    {
        if (proved is null)
        {
            signs.Clear();
            return;
        }

        proved.Of(cell, facets, signs);
    }

    /// <summary>Φ at a point of the present cell.</summary>
    public double Value(ReadOnlySpan<double> x)
    {
        double sum = offset[0];
        for (int i = 0; i < x.Length; i++)
        {
            sum += gradient[i] * x[i];
        }

        return sum;
    }

    /// <summary>The sign of Φ(to) − Φ(from) along an edge of the present cell.</summary>
    public int Of(Cell cell, int from, int to)
    {
        int d = cell.Dimension;
        ReadOnlySpan<double> x = cell.Vertices.Slice(from * d, d);
        ReadOnlySpan<double> y = cell.Vertices.Slice(to * d, d);
        double difference = 0;
        double terms = 0;
        for (int i = 0; i < d; i++)
        {
            difference += gradient[i] * (y[i] - x[i]);
            terms += Math.Abs(gradient[i]) * (Math.Abs(x[i]) + Math.Abs(y[i]));
        }

        bool certain = Math.Abs(difference) > Clear * terms || !gradient.AsSpan().ContainsAnyExcept(0.0);
        return certain && evidence != EvidenceLevel.Certified ? Math.Sign(difference) : Exactly(cell, from, to) ?? Numerically(difference, terms);
    }

    private int Numerically(double difference, double terms)
    {
        Undecided = true;
        return Math.Abs(difference) <= 1e-12 * terms ? 0 : Math.Sign(difference);
    }

    private int? Exactly(Cell cell, int from, int to)
    {
        exactEdges ??= new ExactEdges(exact.Value, cell.Pattern);
        Rational[]? direction = exactEdges.Direction(cell, from, to);
        return direction is null ? null : Rational.Dot(exactEdges.Gradient, direction).Sign;
    }
}
