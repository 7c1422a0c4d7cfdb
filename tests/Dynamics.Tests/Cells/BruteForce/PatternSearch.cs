using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>
/// All activation patterns with a full-dimensional cell, unit by unit: the halfspaces of the pattern so far are kept, and two linear programs in exact
/// rationals tell the range of
/// the next unit's pre-activation over them. A piece whose interior meets the range has a cell with interior. Sample points settle most pieces without a
/// program. A
/// pre-activation that is constant on a breakpoint counts as to its right.
/// </summary>
internal sealed class PatternSearch
{
    private readonly List<byte> pattern = [];
    private readonly Dictionary<string, FoundCell> found = [];
    private readonly int d;

    private PatternSearch(int dimension) => d = dimension;

    /// <summary>How many linear programs were solved.</summary>
    public long Programs { get; private set; }

    /// <summary>The cells by their patterns as text: one piece number a unit, separated by commas.</summary>
    public IReadOnlyDictionary<string, FoundCell> Cells => found;

    /// <summary>Searches.</summary>
    /// <param name="network">A small network.</param>
    /// <param name="domain">Where.</param>
    /// <param name="samples">How many random points to begin with.</param>
    /// <param name="random">For the points.</param>
    public static PatternSearch Of(Network network, CellDomain domain, int samples, Random random)
    {
        PatternSearch search = new(domain.Dimension);
        List<Rational[]> constraints = [];
        Rational[] lower = Rational.Of([.. domain.Box.Lower]);
        Rational[] upper = Rational.Of([.. domain.Box.Upper]);
        for (int i = 0; i < search.d; i++)
        {
            constraints.Add(search.Axis(i, -1, -lower[i]));
            constraints.Add(search.Axis(i, 1, upper[i]));
        }

        List<Rational[]> points =
        [
            .. Enumerable.Range(0, samples).Select(_ => lower.Zip(upper, (l, u) => l + ((u - l) * new Rational(random.Next(1, 1 << 12), 1 << 12))).ToArray()),
        ];
        foreach (Halfspace halfspace in domain.Halfspaces)
        {
            Rational[] row = [.. Rational.Of([.. halfspace.Normal]), -Rational.Of(halfspace.Offset)];
            if (!search.Restrict(constraints, points, row, out constraints, out points))
            {
                return search;
            }
        }

        Rational[][] input = new Rational[search.d][];
        for (int i = 0; i < search.d; i++)
        {
            input[i] = search.Axis(i, 1, 0);
        }

        search.Run(network.Layers.AsMemory(), input, constraints, points, branch =>
            search.found.Add(string.Join(',', search.pattern), new FoundCell(branch.Constraints, branch.Points[0])));
        return search;
    }

    // Rows are (a_1 … a_d, b): a·x + b for values, a·x ≤ b for constraints.
    private void Run(
        ReadOnlyMemory<Layer> layers, Rational[][] value, List<Rational[]> constraints, List<Rational[]> points, Action<Branch> done)
    {
        if (layers.IsEmpty)
        {
            done(new Branch(value, constraints, points));
            return;
        }

        ReadOnlyMemory<Layer> rest = layers[1..];
        switch (layers.Span[0])
        {
            case Affine affine:
                Run(rest, Apply(affine, value), constraints, points, done);
                break;
            case Residual residual:
                Run(residual.Branch.Layers.AsMemory(), value, constraints, points, branch => Run(
                    rest, [.. branch.Value.Zip(value, (x, y) => x.Zip(y, (a, b) => a + b).ToArray())], branch.Constraints, branch.Points, done));
                break;
            case Elementwise elementwise:
                Bend(elementwise, 0, value, constraints, points, bent => Run(rest, bent.Value, bent.Constraints, bent.Points, done));
                break;
            default:
                throw new ArgumentException("not piecewise linear", nameof(layers));
        }
    }

    private void Bend(
        Elementwise layer, int unit, Rational[][] value, List<Rational[]> constraints, List<Rational[]> points, Action<Branch> done)
    {
        if (unit == value.Length)
        {
            done(new Branch(value, constraints, points));
            return;
        }

        ExactFunction function = ExactFunction.Of(layer[unit]);
        Rational[] z = value[unit];
        (Rational Least, Rational Most) range = Range(z, function, constraints, points);
        bool isConstant = z.Take(d).All(a => a.Sign == 0);
        for (int piece = 0; piece < function.Lines.Length; piece++)
        {
            bool isAbove = piece == 0 || (isConstant ? z[d] >= function.Breakpoints[piece - 1] : range.Most > function.Breakpoints[piece - 1]);
            bool isBelow = piece == function.Breakpoints.Length || (isConstant ? z[d] < function.Breakpoints[piece] : range.Least < function.Breakpoints[piece]);
            if (!isAbove || !isBelow)
            {
                continue;
            }

            (List<Rational[]> within, List<Rational[]> inside) = (constraints, points);
            if (!isConstant && piece > 0)
            {
                Require(Restrict(within, inside, [.. z.Take(d).Select(a => -a), function.Breakpoints[piece - 1] - z[d]], out within, out inside));
            }

            if (!isConstant && piece < function.Breakpoints.Length)
            {
                Require(Restrict(within, inside, [.. z.Take(d), z[d] - function.Breakpoints[piece]], out within, out inside));
            }

            (Rational slope, Rational intercept) = function.Lines[piece];
            Rational[][] next = [.. value];
            next[unit] = [.. z.Take(d).Select(a => slope * a), (slope * z[d]) + intercept];
            pattern.Add((byte)piece);
            Bend(layer, unit + 1, next, within, inside, done);
            pattern.RemoveAt(pattern.Count - 1);
        }
    }

    /// <summary>Where a form lies over the polytope, as far as its breakpoints ask: bounds that samples already pass need no linear program.</summary>
    private (Rational Least, Rational Most) Range(Rational[] z, ExactFunction function, List<Rational[]> constraints, List<Rational[]> points)
    {
        Rational[] values = [.. points.Select(x => Value(z, x))];
        (Rational least, Rational most) = (values.Min(), values.Max());
        if (function.Breakpoints.Length == 0 || z.Take(d).All(a => a.Sign == 0))
        {
            return (least, most);
        }

        if (least >= function.Breakpoints[0])
        {
            least = Value(z, Best(z, -1, constraints, points));
        }

        if (most <= function.Breakpoints[^1])
        {
            most = Value(z, Best(z, 1, constraints, points));
        }

        return (least, most);
    }

    /// <summary>Adds the halfspace where a form is at most 0, and finds the sample points strictly inside, one at least.</summary>
    private bool Restrict(
        List<Rational[]> constraints, List<Rational[]> points, Rational[] form, out List<Rational[]> within, out List<Rational[]> inside)
    {
        within = [.. constraints, [.. form.Take(d), -form[d]]];
        inside = [.. points.Where(x => Value(form, x).Sign < 0)];
        if (inside.Count > 0)
        {
            return true;
        }

        Rational[] corner = Best(form, -1, constraints, points);
        Rational far = Value(form, corner);
        if (far.Sign >= 0)
        {
            return false;
        }

        // On the way from a point strictly inside to the corner the form goes from near ≥ 0 to far < 0; halfway between its zero and the corner it is negative.
        Rational near = Value(form, points[0]);
        Rational zero = near / (near - far);
        Rational share = (zero + 1) / 2;
        inside.Add([.. points[0].Zip(corner, (a, b) => a + (share * (b - a)))]);
        return true;
    }

    private Rational[] Best(Rational[] form, int sense, List<Rational[]> constraints, List<Rational[]> points)
    {
        Programs++;
        Rational[] origin = points[0];
        List<Rational[]> shifted = [.. constraints.Select(row => (Rational[])[.. row.Take(d), row[d] - Rational.Dot(row.AsSpan(0, d), origin)])];
        Rational[] y = ExactSimplex.Maximise(shifted, [.. form.Take(d).Select(a => sense * a)]);
        return [.. y.Zip(origin, (a, b) => a + b)];
    }

    private Rational Value(Rational[] form, Rational[] x) => Rational.Dot(form.AsSpan(0, d), x) + form[d];

    private Rational[] Axis(int axis, int sign, Rational constant)
    {
        Rational[] row = new Rational[d + 1];
        (row[axis], row[d]) = (sign, constant);
        return row;
    }

    private Rational[][] Apply(Affine affine, Rational[][] value)
    {
        Rational[][] result = new Rational[affine.Weight.Rows][];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new Rational[d + 1];
            result[i][d] = Rational.Of(affine.Bias[i]);
            for (int k = 0; k < value.Length; k++)
            {
                Rational weight = Rational.Of(affine.Weight[i, k]);
                for (int c = 0; c <= d; c++)
                {
                    result[i][c] += weight * value[k][c];
                }
            }
        }

        return result;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("the range promised a point");
        }
    }

    private sealed record Branch(Rational[][] Value, List<Rational[]> Constraints, List<Rational[]> Points);
}
