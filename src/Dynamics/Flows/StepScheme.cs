namespace TorchDynInspect.Dynamics.Flows;

/// <summary>One trajectory under one Runge–Kutta scheme: makes trial steps, and keeps them when told to. Working memory of one thread.</summary>
internal abstract class StepScheme(IOdeSystem system, ButcherTableau tableau, StepControl control)
{
    private readonly double[] error = new double[system.Dimension];
    private StepScheme? twin;
    private long evaluations;
    private long jacobianEvaluations;

    public IOdeSystem System { get; } = system;

    public ButcherTableau Tableau { get; } = tableau;

    public virtual long Evaluations => evaluations;

    public virtual long JacobianEvaluations => jacobianEvaluations;

    /// <summary>The state at the start of the step.</summary>
    public double[] State { get; private set; } = new double[system.Dimension];

    /// <summary>The state at the end of the last attempt.</summary>
    public double[] Trial { get; private set; } = new double[system.Dimension];

    /// <summary>The slopes of the stages, and last that at the end of the step.</summary>
    protected double[] Slopes { get; } = new double[system.Dimension * (tableau.Stages + 1)];

    protected StepControl Control => control;

    protected Span<double> Error => error;

    protected int Dimension => System.Dimension;

    /// <summary>Begins a trajectory.</summary>
    public virtual void Start(ReadOnlySpan<double> state)
    {
        (evaluations, jacobianEvaluations) = (0, 0);
        state.CopyTo(State);
    }

    /// <summary>Tries a step of length h; its end is <see cref="Trial"/>.</summary>
    /// <returns>The scaled error; NaN or infinite where the step is no good at all; 0 for a fixed-step scheme.</returns>
    public abstract double Attempt(double h);

    /// <summary>Prepares the continuous extension of the last attempt.</summary>
    public virtual void Extend()
    {
    }

    /// <summary>Moves to the end of the last attempt.</summary>
    /// <param name="more">Whether another step follows, which may need the slope there.</param>
    public virtual void Accept(bool more) => (State, Trial) = (Trial, State);

    /// <summary>The last attempt as observers see it, after <see cref="Extend"/> and before <see cref="Accept"/>.</summary>
    public DenseStep Dense(double time, double h, double end) => new(this, time, h, end);

    /// <summary>The continuous extension of the last attempt.</summary>
    public void Interpolate(double h, double theta, Span<double> state)
    {
        if (theta is 0 or 1)
        {
            (theta == 0 ? State : Trial).CopyTo(state);
            return;
        }

        Span<double> weights = stackalloc double[Tableau.Stages + 1];
        Tableau.ContinuousWeights(theta, weights);
        StageSum.Combine(State, h, Slopes, weights, state);
    }

    /// <summary>The end of a step of length θh from the start of the last attempt, which stays as it is.</summary>
    public void Retake(double theta, double h, Span<double> state)
    {
        if (theta is 0 or 1)
        {
            Interpolate(h, theta, state);
            return;
        }

        twin ??= Twin();
        State.CopyTo(twin.State, 0);
        twin.Inherit(this);
        twin.evaluations = 0;
        double error = twin.Attempt(theta * h);
        evaluations += twin.Evaluations;
        jacobianEvaluations += twin.JacobianEvaluations;
        if (double.IsNaN(error))
        {
            Interpolate(h, theta, state);
            return;
        }

        twin.Trial.CopyTo(state);
    }

    /// <summary>The length of the first step; its sign is left to the caller.</summary>
    public double FirstStep(double time)
    {
        Span<double> slope = Slopes.AsSpan(0, Dimension);
        SlopeAtStart(slope);
        int column = System.ColumnLength;
        double speed = Control.Norm(slope, State, State, column);
        double trial = Math.Min(StepControl.TrialStep(Control.Norm(State, State, State, column), speed), Math.Abs(time));
        StageSum.Combine(State, Math.CopySign(trial, time), slope, [1], Trial);
        Evaluate(Trial, error);
        for (int i = 0; i < error.Length; i++)
        {
            error[i] -= slope[i];
        }

        return Math.Min(Control.FirstStep(trial, speed, Control.Norm(error, State, State, column)), Math.Abs(time));
    }

    /// <summary>Another one for the same system.</summary>
    protected abstract StepScheme Twin();

    /// <summary>Takes over what another one knows at the start of its step, beside the state.</summary>
    protected abstract void Inherit(StepScheme other);

    protected abstract void SlopeAtStart(Span<double> slope);

    protected void Evaluate(ReadOnlySpan<double> state, Span<double> slope)
    {
        evaluations++;
        System.Value(state, slope);
    }

    protected static bool IsFinite(ReadOnlySpan<double> values)
    {
        double seen = 0;
        foreach (double x in values)
        {
            seen += x - x;
        }

        return seen == 0;
    }
}
