using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// Steps of a singly diagonally implicit scheme. Stage i solves w = hγ f(s_i + w) with s_i = y + h Σ_(j&lt;i) a_ij k_j by simplified Newton iteration, whose matrix
/// I − hγ Df is factored once a step and serves all stages, all columns and the filter of the error (Hairer, Wanner, Solving ODEs II, IV.8).
/// </summary>
internal sealed class ImplicitScheme : StepScheme
{
    private const int MaxIterations = 10;

    /// <summary>How far, in units of the tolerance, an iteration may stop from the stage.</summary>
    private const double IterationError = 0.01;

    /// <summary>Below this rate of convergence the Jacobian is good enough for the next step as well.</summary>
    private const double GoodRate = 1e-3;

    /// <summary>Row i: the weights by which the slopes of the stages before, and last that at the start, predict the slope of stage i: the nearest, or linear in c.</summary>
    private static readonly double[][] Predictors = [[0, 0, 0, 0, 0, 1], [1], [0.4, 0.6], [0.5, 0.5], [0, 2, 0, -1]];

    private readonly int column;
    private readonly double[] jacobian;
    private readonly double[] matrix;
    private readonly LuFactors factors;
    private readonly double[] known;
    private readonly double[] increment;
    private readonly double[] stage;
    private readonly double[] residual;
    private bool hasJacobian;
    private bool jacobianIsHere;
    private double factoredStep;
    private double worstRate;
    private double lastRate;
    private bool knowsRate;

    public ImplicitScheme(IOdeSystem system, ButcherTableau tableau, StepControl control)
        : base(system, tableau, control)
    {
        column = system.ColumnLength;
        jacobian = new double[column * column];
        matrix = new double[column * column];
        factors = new LuFactors(column);
        (known, increment, stage, residual) = (new double[Dimension], new double[Dimension], new double[Dimension], new double[Dimension]);
    }

    private Span<double> SlopeBefore => Slopes.AsSpan(Tableau.Stages * Dimension, Dimension);

    public override void Start(ReadOnlySpan<double> state)
    {
        base.Start(state);
        (hasJacobian, jacobianIsHere, factoredStep, lastRate) = (false, false, 0, 1);
    }

    public override double Attempt(double h)
    {
        if (!hasJacobian)
        {
            Linearise();
        }

        if (!Stages(h))
        {
            if (jacobianIsHere)
            {
                return double.NaN;
            }

            Linearise();
            if (!Stages(h))
            {
                return double.NaN;
            }
        }

        StageSum.Difference(h, Slopes, Tableau.Error.AsSpan(), Error);
        Solve(Error);
        return Control.Norm(Error, State, Trial, column);
    }

    public override void Accept(bool more)
    {
        Slopes.AsSpan((Tableau.Stages - 1) * Dimension, Dimension).CopyTo(SlopeBefore);
        jacobianIsHere = false;
        hasJacobian = worstRate < GoodRate;
        base.Accept(more);
    }

    protected override StepScheme Twin() => new ImplicitScheme(System, Tableau, Control);

    protected override void Inherit(StepScheme other)
    {
        ImplicitScheme from = (ImplicitScheme)other;
        from.SlopeBefore.CopyTo(SlopeBefore);
        from.jacobian.CopyTo(jacobian, 0);
        (hasJacobian, jacobianIsHere, factoredStep, lastRate) = (true, from.jacobianIsHere, 0, from.lastRate);
    }

    protected override void SlopeAtStart(Span<double> slope)
    {
        Evaluate(State, slope);
        slope.CopyTo(SlopeBefore);
    }

    private void Linearise()
    {
        JacobianEvaluations++;
        System.Field.Jacobian(State.AsSpan(0, column), jacobian);
        (hasJacobian, jacobianIsHere, factoredStep) = (true, true, 0);
    }

    private bool Stages(double h)
    {
        double step = h * Tableau.Diagonal;
        if (factoredStep != step)
        {
            Factor(step);
        }

        if (!IsFinite(matrix))
        {
            return false;
        }

        worstRate = 0;
        knowsRate = jacobianIsHere; // an old Jacobian has to show its rate once a step
        for (int i = 0; i < Tableau.Stages; i++)
        {
            StageSum.Combine(State, h, Slopes, Tableau.A[i].AsSpan()[..i], known);
            StageSum.Difference(step, Slopes, Predictors[i], increment);
            if (!Iterate(step))
            {
                return false;
            }

            Span<double> slope = Slopes.AsSpan(i * Dimension, Dimension);
            for (int n = 0; n < slope.Length; n++)
            {
                slope[n] = increment[n] / step;
            }
        }

        // Stiffly accurate: the last stage is the end of the step.
        for (int n = 0; n < Dimension; n++)
        {
            Trial[n] = known[n] + increment[n];
        }

        return IsFinite(Trial);
    }

    /// <summary>Improves <see cref="increment"/> until it is the stage's within the iteration error.</summary>
    /// <returns>Whether it converged.</returns>
    private bool Iterate(double step)
    {
        double enough = Math.Max(IterationError, 10 * 2.22e-16 / Control.RelativeTolerance);
        double before = 0;
        double rate = lastRate = Math.Pow(lastRate, 0.8); // what was known of the rate fades
        for (int m = 0; m < MaxIterations; m++)
        {
            for (int n = 0; n < Dimension; n++)
            {
                stage[n] = known[n] + increment[n];
            }

            Evaluate(stage, residual);
            for (int n = 0; n < Dimension; n++)
            {
                residual[n] = (step * residual[n]) - increment[n];
            }

            Solve(residual);
            double size = Control.Norm(residual, State, State, column);
            if (!double.IsFinite(size))
            {
                return false;
            }

            for (int n = 0; n < Dimension; n++)
            {
                increment[n] += residual[n];
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

    private void Factor(double step)
    {
        for (int n = 0; n < matrix.Length; n++)
        {
            matrix[n] = (n % (column + 1) == 0 ? 1 : 0) - (step * jacobian[n]);
        }

        factoredStep = step;
        if (IsFinite(matrix))
        {
            factors.Factor(matrix);
        }
    }

    private void Solve(Span<double> columns)
    {
        for (int c = 0; c < columns.Length; c += column)
        {
            factors.Solve(columns.Slice(c, column));
        }
    }
}
