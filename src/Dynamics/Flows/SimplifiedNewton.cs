using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// Solves w = hγ f(s + w), the stage of a diagonally implicit scheme, by Newton's rule with a matrix I − hγ Df that is kept for all stages of a step, for all columns, and,
/// as long as the iteration converges fast, for later steps (Hairer, Wanner, Solving ODEs II, IV.8).
/// </summary>
internal sealed class SimplifiedNewton(IOdeSystem system, StepControl control)
{
    private const int MaxIterations = 10;

    /// <summary>How far, in units of the tolerance, an iteration may stop from the stage.</summary>
    private const double IterationError = 0.01;

    /// <summary>Below this rate of convergence the Jacobian is good enough for the next step as well.</summary>
    private const double GoodRate = 1e-3;

    private readonly int column = system.ColumnLength;
    private readonly double[] jacobian = new double[system.ColumnLength * system.ColumnLength];
    private readonly double[] matrix = new double[system.ColumnLength * system.ColumnLength];
    private readonly LuFactors factors = new(system.ColumnLength);
    private readonly double[] stage = new double[system.Dimension];
    private readonly double[] residual = new double[system.Dimension];
    private double factoredStep;
    private double worstRate;
    private double lastRate;
    private bool knowsRate;

    public long Evaluations { get; private set; }

    public long JacobianEvaluations { get; private set; }

    /// <summary>Whether there is a Jacobian that is worth trying.</summary>
    public bool HasJacobian { get; private set; }

    /// <summary>Whether the Jacobian was evaluated at the start of the present step.</summary>
    public bool IsHere { get; private set; }

    /// <summary>Forgets everything: another trajectory begins.</summary>
    public void Restart()
    {
        (Evaluations, JacobianEvaluations) = (0, 0);
        (HasJacobian, IsHere, factoredStep, lastRate) = (false, false, 0, 1);
    }

    /// <summary>Takes over the Jacobian of another one, and nothing that it counted.</summary>
    public void Inherit(SimplifiedNewton other)
    {
        Restart();
        other.jacobian.CopyTo(jacobian, 0);
        (HasJacobian, IsHere, lastRate) = (true, other.IsHere, other.lastRate);
    }

    /// <summary>Evaluates the Jacobian at the start of the present step.</summary>
    public void Linearise(ReadOnlySpan<double> state)
    {
        JacobianEvaluations++;
        system.Field.Jacobian(state[..column], jacobian);
        (HasJacobian, IsHere, factoredStep) = (true, true, 0);
    }

    /// <summary>The step was kept: the Jacobian is no longer that of the state, and stays only if it served well.</summary>
    public void MoveOn() => (HasJacobian, IsHere) = (worstRate < GoodRate, false);

    /// <summary>Prepares the stages of a step.</summary>
    /// <param name="step">hγ.</param>
    /// <returns>Whether the matrix is finite.</returns>
    public bool Begin(double step)
    {
        worstRate = 0;
        knowsRate = IsHere; // an old Jacobian has to show its rate once a step
        if (factoredStep == step)
        {
            return true;
        }

        for (int n = 0; n < matrix.Length; n++)
        {
            matrix[n] = (n % (column + 1) == 0 ? 1 : 0) - (step * jacobian[n]);
            if (!double.IsFinite(matrix[n]))
            {
                return false;
            }
        }

        factors.Factor(matrix);
        factoredStep = step;
        return true;
    }

    /// <summary>Replaces every column by (I − hγ Df)⁻¹ of it.</summary>
    public void Solve(Span<double> columns)
    {
        for (int c = 0; c < columns.Length; c += column)
        {
            factors.Solve(columns.Slice(c, column));
        }
    }

    /// <summary>Improves w until it is the stage's within the iteration error.</summary>
    /// <param name="state">The state at the start of the step, which scales the errors.</param>
    /// <param name="known">s.</param>
    /// <param name="w">A guess; receives the solution.</param>
    /// <returns>Whether it converged.</returns>
    public bool Iterate(ReadOnlySpan<double> state, ReadOnlySpan<double> known, Span<double> w)
    {
        double enough = Math.Max(IterationError, 10 * 2.22e-16 / control.RelativeTolerance);
        double before = 0;
        double rate = lastRate = Math.Pow(lastRate, 0.8); // what was known of the rate fades
        for (int m = 0; m < MaxIterations; m++)
        {
            double size = Improve(state, known, w);
            if (!double.IsFinite(size))
            {
                return false;
            }

            if (m > 0)
            {
                rate = size / before;
                worstRate = Math.Max(worstRate, rate);
                knowsRate = true;
                if (rate >= 0.99)
                {
                    return size <= IterationError;
                }
            }

            double quotient = rate < 1 ? rate / (1 - rate) : double.PositiveInfinity;
            if (size == 0 || (quotient * size <= enough && (m > 0 || knowsRate)))
            {
                lastRate = Math.Max(rate, 1e-16);
                return true;
            }

            if (m > 0 && Math.Pow(rate, MaxIterations - 1 - m) * quotient * size > enough)
            {
                return false;
            }

            before = size;
        }

        return false;
    }

    /// <summary>One correction of w.</summary>
    /// <returns>Its scaled size.</returns>
    private double Improve(ReadOnlySpan<double> state, ReadOnlySpan<double> known, Span<double> w)
    {
        for (int n = 0; n < stage.Length; n++)
        {
            stage[n] = known[n] + w[n];
        }

        Evaluations++;
        system.Value(stage, residual);
        for (int n = 0; n < stage.Length; n++)
        {
            residual[n] = (factoredStep * residual[n]) - w[n];
        }

        Solve(residual);
        for (int n = 0; n < stage.Length; n++)
        {
            w[n] += residual[n];
        }

        return control.Norm(residual, state, state, column);
    }
}
