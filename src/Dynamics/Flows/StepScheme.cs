namespace TorchDynInspect.Dynamics.Flows;

/// <summary>One trajectory under one Runge–Kutta scheme: makes trial steps, and keeps them when told to. Working memory of one thread.</summary>
internal abstract class StepScheme(IOdeSystem system, ButcherTableau tableau)
{
    private readonly double[] error = new double[system.Dimension];

    public IOdeSystem System { get; } = system;

    public ButcherTableau Tableau { get; } = tableau;

    public long Evaluations { get; protected set; }

    public long JacobianEvaluations { get; protected set; }

    /// <summary>The state at the start of the step.</summary>
    public double[] State { get; private set; } = new double[system.Dimension];

    /// <summary>The state at the end of the last attempt.</summary>
    public double[] Trial { get; private set; } = new double[system.Dimension];

    /// <summary>The slopes of the stages, and last that at the end of the step.</summary>
    protected double[] Slopes { get; } = new double[system.Dimension * (tableau.Stages + 1)];

    protected Span<double> Error => error;

    protected int Dimension => System.Dimension;

    /// <summary>Begins a trajectory.</summary>
    public virtual void Start(ReadOnlySpan<double> state)
    {
        (Evaluations, JacobianEvaluations) = (0, 0);
        state.CopyTo(State);
    }

    /// <summary>Tries a step of length h; its end is <see cref="Trial"/>.</summary>
    /// <returns>The scaled error; NaN or infinite where the step is no good at all; 0 for a fixed-step scheme.</returns>
    public abstract double Attempt(double h, in StepControl control);

    /// <summary>Prepares the continuous extension of the last attempt.</summary>
    public virtual void Extend()
    {
    }

    /// <summary>Moves to the end of the last attempt.</summary>
    /// <param name="more">Whether another step follows, which may need the slope there.</param>
    public virtual void Accept(bool more) => (State, Trial) = (Trial, State);

    /// <summary>The last attempt as observers see it, after <see cref="Extend"/> and before <see cref="Accept"/>.</summary>
    public DenseStep Dense(double time, double h, double end) => new(Tableau, time, h, end, State, Trial, Slopes);

    /// <summary>The length of the first step; its sign is left to the caller.</summary>
    public double FirstStep(double time, in StepControl control)
    {
        Span<double> slope = Slopes.AsSpan(0, Dimension);
        SlopeAtStart(slope);
        int column = System.ColumnLength;
        double speed = control.Norm(slope, State, State, column);
        double trial = Math.Min(StepControl.TrialStep(control.Norm(State, State, State, column), speed), Math.Abs(time));
        StageSum.Combine(State, Math.CopySign(trial, time), slope, [1], Trial);
        Evaluate(Trial, error);
        for (int i = 0; i < error.Length; i++)
        {
            error[i] -= slope[i];
        }

        return Math.Min(control.FirstStep(trial, speed, control.Norm(error, State, State, column)), Math.Abs(time));
    }

    protected abstract void SlopeAtStart(Span<double> slope);

    protected void Evaluate(ReadOnlySpan<double> state, Span<double> slope)
    {
        Evaluations++;
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
