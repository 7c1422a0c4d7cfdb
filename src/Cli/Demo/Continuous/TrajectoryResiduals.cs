using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>A trajectory against equally spaced observations of its first coordinates.</summary>
internal static class TrajectoryResiduals
{
    /// <summary>Tight beside the noise of any data, so that the descent sees smooth functions.</summary>
    public static readonly FlowSolver Solver = new("dopri5", RelativeTolerance: 1e-10, AbsoluteTolerance: 1e-12);

    /// <summary>
    /// Trajectory minus observations, 2T numbers of T observations of two coordinates, and their derivative with respect to the initial state by the variational
    /// equation; null where the trajectory does not exist that long.
    /// </summary>
    /// <param name="field">The field, of at least as many coordinates as are observed.</param>
    /// <param name="initial">The state at the first observation.</param>
    /// <param name="observed">The observations, one a row.</param>
    /// <param name="step">The time between two of them.</param>
    public static (double[] Residuals, double[] Jacobian)? Of(IVectorField field, double[] initial, Matrix observed, double step)
    {
        int d = initial.Length;
        int seen = observed.Columns;
        double[] residuals = new double[observed.Rows * seen];
        double[] jacobian = new double[residuals.Length * d];
        double[] state = [.. initial];
        Matrix derivative = Matrix.Identity(d);
        for (int i = 0; i < observed.Rows; i++)
        {
            for (int j = 0; j < seen; j++)
            {
                residuals[(i * seen) + j] = state[j] - observed[i, j];
                derivative.Row(j).CopyTo(jacobian.AsSpan(((i * seen) + j) * d));
            }

            if (i + 1 == observed.Rows)
            {
                break;
            }

            try
            {
                TimeMap next = field.TimeMap(state, step, Solver, order: 1);
                state = [.. next.State];
                derivative = Product(next.Jacobian!, derivative);
            }
            catch (InvalidInputException)
            {
                // Too far from the data for the solver: the descent takes a shorter step.
                return null;
            }
        }

        return Array.TrueForAll(residuals, double.IsFinite) ? (residuals, jacobian) : null;
    }

    private static Matrix Product(Matrix a, Matrix b)
    {
        double[] product = new double[a.Rows * b.Columns];
        for (int i = 0; i < a.Rows; i++)
        {
            for (int k = 0; k < a.Columns; k++)
            {
                for (int j = 0; j < b.Columns; j++)
                {
                    product[(i * b.Columns) + j] += a[i, k] * b[k, j];
                }
            }
        }

        return new Matrix(a.Rows, b.Columns, product);
    }
}
