using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Solutions x of h(x) = z in a box for h: R^n → R^m with m ≤ n: found by Gauss and Newton, proved by Krawczyk's operator in m of the coordinates with
/// the others fixed (Brouwer: for every z of an interval vector there is a solution).
/// </summary>
/// <param name="h">Bounds of h.</param>
/// <param name="box">Where x may lie.</param>
internal sealed class FibrePoint(NetworkBounds h, Box box)
{
    private const int MostCorners = 8;
    private const int MaxSteps = 60;
    private const int MaxParts = 20_000;
    private const int TryEvery = 64;

    /// <summary>Starting points stay this share of the width away from the border, so that there is room for a proof.</summary>
    private const double Inset = 1e-4;

    private static readonly double[] Radii = [1e-11, 1e-9, 1e-7, 1e-5];

    private readonly int n = h.Inputs;
    private readonly int m = h.Outputs;
    private readonly Interval[] values = new Interval[h.Outputs];
    private readonly Interval[] jacobian = new Interval[h.Outputs * h.Inputs];

    /// <summary>
    /// A point within rounding of a solution whose existence in the box is proved, or the proof that there is none; (null, false) when neither succeeds.
    /// </summary>
    /// <param name="level">An enclosure of z.</param>
    public (double[]? Point, bool IsExcluded) Find(Interval[] level)
    {
        foreach (double[] start in Starts())
        {
            if (From(start, level) is double[] x)
            {
                return (x, false);
            }
        }

        // Breadth first: what bounds cannot exclude are the next starts.
        Queue<Interval[]> open = new([Intervals()]);
        for (int parts = 0; open.TryDequeue(out Interval[]? part); parts++)
        {
            h.Values(part, values);
            if (Enumerable.Range(0, m).Any(i => values[i].IsDisjointFrom(level[i])))
            {
                continue;
            }

            if (parts % TryEvery == 0 && From([.. part.Select(axis => axis.Midpoint)], level) is double[] x)
            {
                return (x, false);
            }

            int longest = Enumerable.Range(0, n).MaxBy(i => part[i].Width);
            double middle = part[longest].Midpoint;
            if (parts >= MaxParts || !(middle > part[longest].Lower && middle < part[longest].Upper))
            {
                return (null, false);
            }

            Interval[] other = [.. part];
            (part[longest], other[longest]) = (new Interval(part[longest].Lower, middle), new Interval(middle, part[longest].Upper));
            open.Enqueue(part);
            open.Enqueue(other);
        }

        return (null, true);
    }

    private double[]? From(double[] start, Interval[] level) => Newton(start, level) is double[] x && Exists(x, level) ? x : null;

    private IEnumerable<double[]> Starts()
    {
        yield return [.. Intervals().Select(axis => axis.Midpoint)];
        for (int bits = 0; bits < 1 << Math.Min(n, MostCorners); bits++)
        {
            yield return [.. Enumerable.Range(0, n).Select(i => Inner(i, (bits >> Math.Min(i, MostCorners) & 1) != 0 ? box.Upper[i] : box.Lower[i]))];
        }
    }

    /// <summary>x + Jᵀ(JJᵀ)⁻¹(z − h(x)), kept inside; null when it does not settle.</summary>
    private double[]? Newton(double[] x, Interval[] level)
    {
        x = [.. x];
        for (int step = 0; step < MaxSteps; step++)
        {
            h.Jacobian([.. x.Select(Interval.Point)], values, jacobian);
            double[] gram = new double[m * m];
            double[] right = new double[m];
            for (int i = 0; i < m; i++)
            {
                right[i] = level[i].Midpoint - values[i].Midpoint;
                for (int j = 0; j < m; j++)
                {
                    gram[(i * m) + j] = Enumerable.Range(0, n).Sum(k => jacobian[(i * n) + k].Midpoint * jacobian[(j * n) + k].Midpoint);
                }
            }

            LuFactors factors = new(m);
            factors.Factor(gram);
            if (factors.IsSingular)
            {
                return null;
            }

            factors.Solve(right);
            double moved = 0;
            for (int k = 0; k < n; k++)
            {
                double next = Inner(k, x[k] + Enumerable.Range(0, m).Sum(i => jacobian[(i * n) + k].Midpoint * right[i]));
                moved = Math.Max(moved, Math.Abs(next - x[k]));
                x[k] = next;
            }

            if (!(moved > 1e-13 * (1 + x.Max(Math.Abs))))
            {
                return x;
            }
        }

        return null;
    }

    private bool Exists(double[] x, Interval[] level)
    {
        h.Jacobian([.. x.Select(Interval.Point)], values, jacobian);
        Interval[] residual = [.. Enumerable.Range(0, m).Select(i => values[i] - level[i])];
        if (Columns() is not int[] columns || InverseOf(columns) is not double[] inverse)
        {
            return false;
        }

        foreach (double radius in Radii)
        {
            Interval[] around = [.. x.Select(Interval.Point)];
            double[] half = [.. columns.Select(k => radius * Math.Max(1, Math.Abs(x[k])))];
            for (int j = 0; j < m; j++)
            {
                around[columns[j]] = Interval.Around(x[columns[j]], half[j]);
            }

            if (columns.Any(k => around[k].Lower < box.Lower[k] || around[k].Upper > box.Upper[k]))
            {
                return false;
            }

            h.Jacobian(around, values, jacobian);
            if (MapsIntoItself(columns, inverse, residual, half))
            {
                return true;
            }
        }

        return false;
    }

    // −C(h(x) − z) + (I − C·J)[−r, r] inside ]−r, r[, which also makes C regular.
    private bool MapsIntoItself(int[] columns, double[] inverse, Interval[] residual, double[] half)
    {
        for (int i = 0; i < m; i++)
        {
            Interval image = Interval.Zero;
            for (int j = 0; j < m; j++)
            {
                image -= inverse[(i * m) + j] * residual[j];
                Interval entry = i == j ? 1 : 0;
                for (int k = 0; k < m; k++)
                {
                    entry -= inverse[(i * m) + k] * jacobian[(k * n) + columns[j]];
                }

                image += entry * new Interval(-half[j], half[j]);
            }

            if (!(image.Lower > -half[i] && image.Upper < half[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>m columns of the Jacobian that are far from dependent, by elimination with the largest pivots; null when it has not full rank.</summary>
    private int[]? Columns()
    {
        double[] a = [.. jacobian.Select(entry => entry.Midpoint)];
        int[] columns = new int[m];
        for (int i = 0; i < m; i++)
        {
            int column = Enumerable.Range(0, n).MaxBy(k => Math.Abs(a[(i * n) + k]));
            double pivot = a[(i * n) + column];
            if (pivot == 0 || !double.IsFinite(pivot))
            {
                return null;
            }

            columns[i] = column;
            for (int row = i + 1; row < m; row++)
            {
                double factor = a[(row * n) + column] / pivot;
                for (int k = 0; k < n; k++)
                {
                    a[(row * n) + k] -= factor * a[(i * n) + k];
                }

                a[(row * n) + column] = 0;
            }
        }

        return columns.Distinct().Count() == m ? columns : null;
    }

    private double[]? InverseOf(int[] columns)
    {
        double[] square = [.. Enumerable.Range(0, m * m).Select(at => jacobian[(at / m * n) + columns[at % m]].Midpoint)];
        LuFactors factors = new(m);
        factors.Factor(square);
        if (factors.IsSingular)
        {
            return null;
        }

        double[] inverse = new double[m * m];
        for (int j = 0; j < m; j++)
        {
            double[] unit = new double[m];
            unit[j] = 1;
            factors.Solve(unit);
            for (int i = 0; i < m; i++)
            {
                inverse[(i * m) + j] = unit[i];
            }
        }

        return inverse;
    }

    private double Inner(int axis, double x)
    {
        double inset = Inset * (box.Upper[axis] - box.Lower[axis]);
        return Math.Clamp(x, box.Lower[axis] + inset, box.Upper[axis] - inset);
    }

    private Interval[] Intervals() => [.. box.Lower.Zip(box.Upper, (lower, upper) => new Interval(lower, upper))];
}
