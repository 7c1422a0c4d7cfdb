using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Suprema;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// Proved signs of Φ along the edges of a simple vertex, in floating point. With outward normals n_j of its d facets and ∇Φ = Σ c_j n_j, the edge that leaves facet i has
/// n_i·e &lt; 0 and n_j·e = 0 for the others, so that Φ changes along it with the sign of −c_i. The system is solved with an approximate inverse R, and the error is bounded by the
/// residual and ‖I − RM‖ (Rump, Verification methods, Acta Numerica 2010, §10), with the rounding of ∇Φ and of the normals as perturbations. One instance serves one thread.
/// </summary>
internal sealed class SimpleVertexSigns
{
    private const double U = RoundingBound.Unit;
    private readonly JacobianRounding rounding;
    private readonly PatternJacobian jacobian;
    private readonly int d;
    private readonly double[] matrix;
    private readonly double[] work;
    private readonly double[] inverse;
    private readonly double[] errors;
    private readonly double[] solution;
    private readonly double[] residual;
    private double[] gradient = [];

    public SimpleVertexSigns(PiecewiseLinearProgram program)
    {
        rounding = JacobianRounding.Of(program);
        jacobian = new PatternJacobian(program);
        d = program.Inputs;
        matrix = new double[d * d];
        work = new double[d * d];
        inverse = new double[d * d];
        errors = new double[d];
        solution = new double[d];
        residual = new double[d];
    }

    /// <summary>Takes the next cell.</summary>
    public void Enter(Cell cell) => gradient = jacobian.Of(cell.Pattern).ToArray();

    /// <summary>For each facet of a vertex the sign along the edge that leaves it, or 0 where it is not proved.</summary>
    /// <param name="cell">The present cell.</param>
    /// <param name="facets">The d facets of a simple vertex.</param>
    /// <param name="signs">Receives the signs.</param>
    public void Of(Cell cell, ReadOnlySpan<int> facets, Span<int> signs)
    {
        signs.Clear();
        for (int j = 0; j < d; j++)
        {
            errors[j] = Normal(cell, cell.Facets[facets[j]], j);
        }

        if (!Invert())
        {
            return;
        }

        double contraction = Contraction(out double inverseNorm);
        for (int j = 0; j < d; j++)
        {
            contraction += inverseNorm * errors[j];
        }

        if (!(contraction < 0.1))
        {
            return;
        }

        Residuals();
        double largest = 0;
        Span<double> bounds = stackalloc double[d];
        for (int i = 0; i < d; i++)
        {
            for (int k = 0; k < d; k++)
            {
                bounds[i] += Math.Abs(inverse[(i * d) + k]) * residual[k];
            }

            largest = Math.Max(largest, bounds[i]);
        }

        for (int i = 0; i < d; i++)
        {
            double error = (bounds[i] + (contraction * largest / (1 - contraction))) * (1 + 1e-10);
            signs[i] = Math.Abs(solution[i]) > error ? -Math.Sign(solution[i]) : 0;
        }
    }

    // Column j: the outward normal, scaled by a power of two, which is exact. Gives the bound of its entries' errors.
    private double Normal(Cell cell, Facet facet, int j)
    {
        if (facet.Kind == FacetKind.Box)
        {
            for (int k = 0; k < d; k++)
            {
                matrix[(k * d) + j] = k != facet.Index / 2 ? 0 : facet.Index % 2 == 0 ? -1 : 1;
            }

            return 0;
        }

        ReadOnlySpan<double> row = jacobian.PreActivation(facet.Index);
        double largest = 0;
        foreach (double entry in row)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        double scale = largest > 0 ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
        double outward = cell.Pattern[facet.Index] > facet.Breakpoint ? -scale : scale;
        for (int k = 0; k < d; k++)
        {
            matrix[(k * d) + j] = outward * row[k];
        }

        return rounding.Units[facet.Index] * scale;
    }

    // Gauss–Jordan with row exchanges; how good it is will be seen from ‖I − RM‖.
    private bool Invert()
    {
        matrix.CopyTo(work, 0);
        Array.Clear(inverse);
        for (int i = 0; i < d; i++)
        {
            inverse[(i * d) + i] = 1;
        }

        for (int column = 0; column < d; column++)
        {
            int pivot = column;
            for (int i = column + 1; i < d; i++)
            {
                pivot = Math.Abs(work[(i * d) + column]) > Math.Abs(work[(pivot * d) + column]) ? i : pivot;
            }

            double p = work[(pivot * d) + column];
            if (p == 0)
            {
                return false;
            }

            for (int k = 0; k < d; k++)
            {
                (work[(column * d) + k], work[(pivot * d) + k]) = (work[(pivot * d) + k], work[(column * d) + k]);
                (inverse[(column * d) + k], inverse[(pivot * d) + k]) = (inverse[(pivot * d) + k], inverse[(column * d) + k]);
            }

            for (int k = 0; k < d; k++)
            {
                work[(column * d) + k] /= p;
                inverse[(column * d) + k] /= p;
            }

            for (int i = 0; i < d; i++)
            {
                double factor = i == column ? 0 : work[(i * d) + column];
                for (int k = 0; k < d && factor != 0; k++)
                {
                    work[(i * d) + k] -= factor * work[(column * d) + k];
                    inverse[(i * d) + k] -= factor * inverse[(column * d) + k];
                }
            }
        }

        return true;
    }

    // A bound of ‖I − RM‖∞ for the matrix as stored.
    private double Contraction(out double inverseNorm)
    {
        double largest = 0;
        inverseNorm = 0;
        for (int i = 0; i < d; i++)
        {
            double sum = 0;
            double norm = 0;
            for (int j = 0; j < d; j++)
            {
                double entry = i == j ? 1 : 0;
                double moduli = 1;
                for (int k = 0; k < d; k++)
                {
                    entry -= inverse[(i * d) + k] * matrix[(k * d) + j];
                    moduli += Math.Abs(inverse[(i * d) + k] * matrix[(k * d) + j]);
                }

                sum += Math.Abs(entry) + ((d + 2) * 2 * U * moduli);
                norm += Math.Abs(inverse[(i * d) + j]);
            }

            largest = Math.Max(largest, sum);
            inverseNorm = Math.Max(inverseNorm, norm);
        }

        inverseNorm *= 1 + 1e-10;
        return largest * (1 + 1e-10);
    }

    // c = R∇Φ, and bounds of |∇Φ − Mc| entry by entry.
    private void Residuals()
    {
        for (int i = 0; i < d; i++)
        {
            solution[i] = 0;
            for (int k = 0; k < d; k++)
            {
                solution[i] += inverse[(i * d) + k] * gradient[k];
            }
        }

        for (int k = 0; k < d; k++)
        {
            double rest = gradient[k];
            double moduli = Math.Abs(rest);
            double perturbation = rounding.Entry;
            for (int j = 0; j < d; j++)
            {
                rest -= matrix[(k * d) + j] * solution[j];
                moduli += Math.Abs(matrix[(k * d) + j] * solution[j]);
                perturbation += errors[j] * Math.Abs(solution[j]);
            }

            residual[k] = (Math.Abs(rest) + ((d + 2) * 2 * U * moduli) + perturbation + 1e-290) * (1 + 1e-10);
        }
    }
}
