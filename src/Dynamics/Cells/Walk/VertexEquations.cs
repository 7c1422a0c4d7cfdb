using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// The hyperplanes through one vertex, as far as d of them fix it: how far the computed vertex is from where they meet, and how sure that is. Of more than d the d
/// that fix it best are taken, greedily, each row measured in units of its own rounding error.
/// </summary>
internal sealed class VertexEquations(WalkPath path, RowErrors errors)
{
    private readonly int d = path.Plan.Dimension;
    private readonly List<int> facets = [];
    private double[] rows = [];
    private double[] residuals = [];
    private double[] uncertainties = [];
    private readonly int[] basis = new int[path.Plan.Dimension];
    private readonly double[] inverse = new double[path.Plan.Dimension * path.Plan.Dimension];
    private readonly double[] matrix = new double[path.Plan.Dimension * path.Plan.Dimension];

    /// <summary>Forgets the hyperplanes.</summary>
    public void Clear() => facets.Clear();

    /// <summary>Adds the facets through a vertex of a polytope, or those through two.</summary>
    /// <param name="polytope">The polytope.</param>
    /// <param name="vertex">A vertex.</param>
    /// <param name="other">Another one, or the same.</param>
    public unsafe void Add(in Polytope polytope, int vertex, int other)
    {
        for (int w = 0; w < polytope.Words; w++)
        {
            ulong* masks = polytope.Masks + (w * polytope.Stride);
            for (ulong left = masks[vertex] & masks[other]; left != 0; left &= left - 1)
            {
                facets.Add(polytope.Slots[(64 * w) + BitOperations.TrailingZeroCount(left)]);
            }
        }
    }

    /// <summary>Adds a hyperplane.</summary>
    /// <param name="facet">Its facet id.</param>
    public void Add(int facet) => facets.Add(facet);

    /// <summary>Solves for a vertex near a computed one.</summary>
    /// <param name="x">The computed vertex.</param>
    /// <returns>Whether the hyperplanes fix a point, as far as rounding can tell.</returns>
    public bool Solve(ReadOnlySpan<double> x)
    {
        Reserve();
        for (int f = 0; f < facets.Count; f++)
        {
            Span<double> row = rows.AsSpan(f * d, d);
            residuals[f] = path.Plane(facets[f], row);
            for (int j = 0; j < d; j++)
            {
                residuals[f] += row[j] * x[j];
            }

            uncertainties[f] = Uncertainty(facets[f], x);
        }

        return SelectBasis() && Invert();
    }

    /// <summary>The value, at the true vertex, of a function that is z at the computed one and has the gradient a; and the part of its error that comes from the vertex.</summary>
    /// <param name="a">The gradient.</param>
    /// <param name="z">The value.</param>
    public (double Value, double Error) Correct(ReadOnlySpan<double> a, double z)
    {
        double value = z;
        double error = 0;
        for (int k = 0; k < d; k++)
        {
            double c = 0;
            for (int j = 0; j < d; j++)
            {
                c += a[j] * inverse[(j * d) + k];
            }

            value -= c * residuals[basis[k]];
            error += Math.Abs(c) * uncertainties[basis[k]];
        }

        return (value, error);
    }

    /// <summary>Moves the computed vertex to where the hyperplanes meet.</summary>
    /// <param name="x">The computed vertex.</param>
    /// <returns>A bound, to first order, of the distance that is left, in the maximum norm.</returns>
    public double Improve(Span<double> x)
    {
        double radius = 0;
        for (int j = 0; j < d; j++)
        {
            double error = Math.ScaleB(Math.Abs(x[j]), -52);
            for (int k = 0; k < d; k++)
            {
                x[j] -= inverse[(j * d) + k] * residuals[basis[k]];
                error += Math.Abs(inverse[(j * d) + k]) * uncertainties[basis[k]];
            }

            radius = Math.Max(radius, error);
        }

        return radius;
    }

    private double Uncertainty(int facet, ReadOnlySpan<double> x)
    {
        (int level, int plane) = path.Plan.Locate(facet);
        if (level >= 0 || plane >= 0)
        {
            return Math.Max(errors.At(level, plane, x), double.Epsilon);
        }

        // A side of the box is exact, and so is the difference to a point close to it; what is left is the last bit of the point.
        return Math.Max(Math.ScaleB(Math.Abs(x[facet >> 1]), -53), double.Epsilon);
    }

    private void Reserve()
    {
        if (residuals.Length < facets.Count)
        {
            residuals = new double[2 * facets.Count];
            uncertainties = new double[2 * facets.Count];
            rows = new double[2 * facets.Count * d];
        }
    }

    /// <summary>Gram–Schmidt with pivoting on the rows over their uncertainties; leaves the rows themselves as they are.</summary>
    private bool SelectBasis()
    {
        if (facets.Count == d)
        {
            for (int k = 0; k < d; k++)
            {
                basis[k] = k;
            }

            return true;
        }

        if (facets.Count < d)
        {
            return false;
        }

        double[] left = rows.AsSpan(0, facets.Count * d).ToArray();
        for (int k = 0; k < d; k++)
        {
            int best = -1;
            double most = 0;
            for (int f = 0; f < facets.Count; f++)
            {
                double norm = 0;
                for (int j = 0; j < d; j++)
                {
                    norm = Math.Max(norm, Math.Abs(left[(f * d) + j]));
                }

                if (norm / uncertainties[f] > most && !basis.AsSpan(0, k).Contains(f))
                {
                    most = norm / uncertainties[f];
                    best = f;
                }
            }

            if (best < 0)
            {
                return false;
            }

            basis[k] = best;
            Remove(left, best);
        }

        return true;
    }

    private void Remove(double[] left, int pivot)
    {
        Span<double> direction = left.AsSpan(pivot * d, d);
        double scale = 0;
        foreach (double x in direction)
        {
            scale = Math.Max(scale, Math.Abs(x));
        }

        double square = 0;
        for (int j = 0; j < d; j++)
        {
            direction[j] /= scale;
            square += direction[j] * direction[j];
        }

        for (int f = 0; f < facets.Count; f++)
        {
            if (f == pivot)
            {
                continue;
            }

            Span<double> row = left.AsSpan(f * d, d);
            double dot = 0;
            for (int j = 0; j < d; j++)
            {
                dot += row[j] * direction[j];
            }

            for (int j = 0; j < d; j++)
            {
                row[j] -= dot / square * direction[j];
            }
        }
    }

    /// <summary>Gauss–Jordan with row pivoting on the rows of the basis.</summary>
    private bool Invert()
    {
        inverse.AsSpan().Clear();
        for (int k = 0; k < d; k++)
        {
            rows.AsSpan(basis[k] * d, d).CopyTo(matrix.AsSpan(k * d));
            inverse[(k * d) + k] = 1;
        }

        for (int k = 0; k < d; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < d; i++)
            {
                if (Math.Abs(matrix[(i * d) + k]) > Math.Abs(matrix[(pivot * d) + k]))
                {
                    pivot = i;
                }
            }

            double p = matrix[(pivot * d) + k];
            if (p == 0)
            {
                return false;
            }

            for (int j = 0; j < d; j++)
            {
                (matrix[(k * d) + j], matrix[(pivot * d) + j]) = (matrix[(pivot * d) + j], matrix[(k * d) + j]);
                (inverse[(k * d) + j], inverse[(pivot * d) + j]) = (inverse[(pivot * d) + j], inverse[(k * d) + j]);
                matrix[(k * d) + j] /= p;
                inverse[(k * d) + j] /= p;
            }

            Eliminate(k);
        }

        return true;
    }

    private void Eliminate(int k)
    {
        for (int i = 0; i < d; i++)
        {
            double factor = matrix[(i * d) + k];
            if (i == k || factor == 0)
            {
                continue;
            }

            for (int j = 0; j < d; j++)
            {
                matrix[(i * d) + j] -= factor * matrix[(k * d) + j];
                inverse[(i * d) + j] -= factor * inverse[(k * d) + j];
            }
        }
    }
}
