using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Solves f(x) = x in the closed cells of patterns in exact rationals.</summary>
/// <param name="program">f.</param>
/// <param name="box">The closed box that bounds the cells.</param>
internal sealed class CellEquations(ExactProgram program, Box box)
{
    private readonly ExactHalfspace[] sides = [.. ExactHalfspace.Of(box)];

    /// <summary>f.</summary>
    public ExactProgram Program => program;

    /// <summary>The fixed points in the closed cell of a pattern: none (both null), one point, or a polytope.</summary>
    public (ExactFixedPoint? Point, ContinuumPiece? Piece) Solve(byte[] pattern)
    {
        (RationalMatrix a, Rational[] b) = program.AffineMap(pattern);
        RationalMatrix equation = RationalMatrix.Identity(a.Rows) - a;
        if (equation.AllSolutions(b) is not { } solutions)
        {
            return default;
        }

        if (solutions.IsUnique)
        {
            return (PointIn(solutions.Particular, pattern, a), null);
        }

        if (ExactPolytope.Of(solutions.Dimension, program.Halfspaces(pattern).Concat(sides).Select(side => Restrict(side, solutions))) is not { } polytope)
        {
            return default;
        }

        List<Rational[]> vertices = [.. Enumerable.Range(0, polytope.Vertices.Length).Select(v => Point(polytope.Point(v), solutions))];
        int dimension = AffineDimension(vertices);
        return dimension == 0
            ? (PointIn(vertices[0], pattern, a), null)
            : (null, new ContinuumPiece(pattern, solutions, polytope, vertices, dimension));
    }

    /// <summary>Whether a fixed point lies in a piece.</summary>
    public bool Holds(ContinuumPiece piece, Rational[] fixedPoint) => program.Evaluate(fixedPoint).IsIn(piece.Pattern);

    /// <summary>Whether two pieces have a point in common.</summary>
    public bool Touch(ContinuumPiece one, ContinuumPiece other)
    {
        if (Enumerable.Range(0, box.Dimension).Any(i => one.Vertices.Max(x => x[i])! < other.Vertices.Min(x => x[i])! || other.Vertices.Max(x => x[i])! < one.Vertices.Min(x => x[i])!))
        {
            return false;
        }

        if (one.Vertices.Exists(x => Holds(other, x)) || other.Vertices.Exists(x => Holds(one, x)))
        {
            return true;
        }

        ExactPolytope? common = one.Polytope;
        foreach (ExactHalfspace side in program.Halfspaces(other.Pattern))
        {
            common = common?.Intersect(Restrict(side, one.Solutions));
        }

        return common is not null;
    }

    private static Rational[] Point(Rational[] t, AffineSolutions solutions)
    {
        Rational[] x = [.. solutions.Particular];
        for (int k = 0; k < t.Length; k++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] += t[k] * solutions.Basis[k][i];
            }
        }

        return x;
    }

    private static int AffineDimension(List<Rational[]> points)
    {
        Rational[] differences = [.. points.Skip(1).SelectMany(x => x.Zip(points[0], (a, b) => a - b))];
        return points.Count == 1 ? 0 : new RationalMatrix(points.Count - 1, points[0].Length, differences).Rank();
    }

    /// <summary>A halfspace in the coordinates t of x = Particular + Σ t_k Basis_k, without a change of sign.</summary>
    private static ExactHalfspace Restrict(ExactHalfspace side, AffineSolutions solutions)
    {
        int d = solutions.Particular.Length;
        Rational[] form = [.. side.Form.Select(x => new Rational(x))];
        Rational[] row = new Rational[solutions.Dimension + 1];
        for (int k = 0; k < solutions.Dimension; k++)
        {
            row[k] = Rational.Dot(form.AsSpan(0, d), solutions.Basis[k]);
        }

        row[^1] = Rational.Dot(form.AsSpan(0, d), solutions.Particular) + form[d];
        return side with { Form = CommonDenominator.Clear(row).Whole };
    }

    private ExactFixedPoint? PointIn(Rational[] x, byte[] pattern, RationalMatrix a)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] < Rational.Of(box.Lower[i]) || x[i] > Rational.Of(box.Upper[i]))
            {
                return null;
            }
        }

        ExactEvaluation evaluation = program.Evaluate(x);
        return evaluation.IsIn(pattern) ? new ExactFixedPoint(x, pattern, evaluation.Places, a) : null;
    }
}
