namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// Steps of a singly diagonally implicit scheme that is stiffly accurate: stage i solves w = hγ f(s_i + w) with s_i = y + h Σ_(j&lt;i) a_ij k_j, its slope is w/(hγ), and the
/// last stage is the end of the step. The error estimate is filtered by (I − hγ Df)⁻¹ (Hairer, Wanner, Solving ODEs II, IV.8).
/// </summary>
internal sealed class ImplicitScheme(IOdeSystem system, ButcherTableau tableau, StepControl control) : StepScheme(system, tableau, control)
{
    private readonly SimplifiedNewton newton = new(system, control);
    private readonly double[] known = new double[system.Dimension];
    private readonly double[] increment = new double[system.Dimension];

    public override long Evaluations => base.Evaluations + newton.Evaluations;

    public override long JacobianEvaluations => base.JacobianEvaluations + newton.JacobianEvaluations;

    /// <summary>The slope at the start of the step: that of the last stage before.</summary>
    private Span<double> SlopeBefore => Slopes.AsSpan(Tableau.Stages * Dimension, Dimension);

    public override void Start(ReadOnlySpan<double> state)
    {
        base.Start(state);
        newton.Restart();
    }

    public override double Attempt(double h)
    {
        if (!newton.HasJacobian)
        {
            newton.Linearise(State);
        }

        if (!Stages(h))
        {
            if (newton.IsHere)
            {
                return double.NaN;
            }

            newton.Linearise(State);
            if (!Stages(h))
            {
                return double.NaN;
            }
        }

        StageSum.Difference(h, Slopes, Tableau.Error.AsSpan(), Error);
        newton.Solve(Error);
        return Control.Norm(Error, State, Trial, System.ColumnLength);
    }

    public override void Accept(bool more)
    {
        Slopes.AsSpan((Tableau.Stages - 1) * Dimension, Dimension).CopyTo(SlopeBefore);
        newton.MoveOn();
        base.Accept(more);
    }

    protected override StepScheme Twin() => new ImplicitScheme(System, Tableau, Control);

    protected override void Inherit(StepScheme other)
    {
        ImplicitScheme from = (ImplicitScheme)other;
        from.SlopeBefore.CopyTo(SlopeBefore);
        newton.Inherit(from.newton);
    }

    protected override void SlopeAtStart(Span<double> slope)
    {
        Evaluate(State, slope);
        slope.CopyTo(SlopeBefore);
    }

    private bool Stages(double h)
    {
        double step = h * Tableau.Diagonal;
        if (!newton.Begin(step))
        {
            return false;
        }

        for (int i = 0; i < Tableau.Stages; i++)
        {
            StageSum.Combine(State, h, Slopes, Tableau.A[i].AsSpan()[..i], known);
            StageSum.Difference(step, Slopes, Predictor(i), increment);
            if (!newton.Iterate(State, known, increment))
            {
                return false;
            }

            Span<double> slope = Slopes.AsSpan(i * Dimension, Dimension);
            for (int n = 0; n < slope.Length; n++)
            {
                slope[n] = increment[n] / step;
            }
        }

        for (int n = 0; n < Dimension; n++)
        {
            Trial[n] = known[n] + increment[n];
        }

        return IsFinite(Trial);
    }

    /// <summary>The weights by which the slopes of the stages before, and last that at the start, predict the slope of stage i: the nearest, or linear in c.</summary>
    private static ReadOnlySpan<double> Predictor(int stage) => stage switch
    {
        0 => [0, 0, 0, 0, 0, 1],
        1 => [1],
        2 => [0.4, 0.6],
        3 => [0.5, 0.5],
        _ => [0, 2, 0, -1],
    };
}
