using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>
/// The largest λ-contractive subset of a polytope C around 0 for y ↦ A y: {y : (A/λ)^k y ∈ C for all k ≥ 0}. For ρ(A) &lt; λ finitely many k suffice, because
/// the constraints of step k + 1 are redundant once those of a whole step are (Gilbert, Tan, IEEE Trans. Automat. Contr. 36, 1991).
/// </summary>
internal static class ContractiveSet
{
    private const int MostSteps = 20_000;

    /// <summary>Computes it in floating point; what it is used for is proved afterwards.</summary>
    /// <param name="cell">C, with 0 in its interior.</param>
    /// <param name="a">A.</param>
    /// <param name="contraction">λ, above ρ(A).</param>
    /// <param name="mostVertices">Give up above this many vertices.</param>
    /// <returns>The set; null when it grew too large.</returns>
    public static ConvexPolytope? Of(ConvexPolytope cell, Matrix a, double contraction, int mostVertices)
    {
        int d = cell.Dimension;
        double[][] rows = [.. Enumerable.Range(0, cell.FacetCount).Select(f => cell.Normal(f).ToArray())];
        double[] offsets = cell.Offsets.ToArray();
        ConvexPolytope set = cell;
        for (int step = 1; step <= MostSteps; step++)
        {
            bool cut = false;
            for (int j = 0; j < rows.Length; j++)
            {
                rows[j] = Times(rows[j], a, contraction);
                double[] normal = [.. rows[j]];
                if (!normal.AsSpan().ContainsAnyExcept(0.0))
                {
                    continue;
                }

                double offset = ConvexPolytope.Normalised(normal, offsets[j]);
                if (!double.IsFinite(offset) || set.CutNormalised(normal, offset) is not { } part)
                {
                    continue;
                }

                cut |= !ReferenceEquals(part, set);
                set = part;
                if (set.VertexCount > mostVertices)
                {
                    return null;
                }
            }

            if (!cut)
            {
                return set;
            }
        }

        return null;
    }

    /// <summary>A polytope scaled about 0 and moved, within a box.</summary>
    public static CellDomain Placed(ConvexPolytope set, double scale, ReadOnlySpan<double> centre, Box box)
    {
        List<Halfspace> halfspaces = [];
        for (int f = 0; f < set.FacetCount; f++)
        {
            ReadOnlySpan<double> normal = set.Normal(f);
            halfspaces.Add(new Halfspace(normal, (scale * set.Offsets[f]) + Dot(normal, centre)));
        }

        return new CellDomain(box, halfspaces);
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            sum += x[k] * y[k];
        }

        return sum;
    }

    private static double[] Times(double[] row, Matrix a, double contraction)
    {
        double[] product = new double[row.Length];
        for (int k = 0; k < row.Length; k++)
        {
            for (int j = 0; j < row.Length; j++)
            {
                product[j] += row[k] * a[k, j] / contraction;
            }
        }

        return product;
    }
}
