namespace TorchDynInspect.Dynamics.Flows;

/// <summary>Explicit Runge–Kutta steps. The slope at the start of a step is known: it was the last one of the step before, or is evaluated once after it.</summary>
internal sealed class ExplicitScheme(IOdeSystem system, ButcherTableau tableau, StepControl control) : StepScheme(system, tableau, control)
{
    private readonly double[] stage = new double[system.Dimension];
    private bool knowsEnd;

    public override void Start(ReadOnlySpan<double> state)
    {
        base.Start(state);
        Evaluate(State, Slopes.AsSpan(0, Dimension));
    }

    public override double Attempt(double h)
    {
        int stages = Tableau.Stages;
        for (int i = 1; i < stages; i++)
        {
            Span<double> at = Tableau.IsFirstSameAsLast && i == stages - 1 ? Trial : stage;
            StageSum.Combine(State, h, Slopes, Tableau.A[i].AsSpan(), at);
            Evaluate(at, Slopes.AsSpan(i * Dimension, Dimension));
        }

        knowsEnd = Tableau.IsFirstSameAsLast;
        if (!Tableau.IsFirstSameAsLast)
        {
            StageSum.Combine(State, h, Slopes, Tableau.B.AsSpan(), Trial);
        }

        if (!IsFinite(Trial))
        {
            return double.NaN;
        }

        if (!Tableau.IsAdaptive)
        {
            return 0;
        }

        StageSum.Difference(h, Slopes, Tableau.Error.AsSpan(), Error);
        return Control.Norm(Error, State, Trial, System.ColumnLength);
    }

    public override void Extend()
    {
        if (!knowsEnd)
        {
            Evaluate(Trial, End);
            knowsEnd = true;
        }
    }

    public override void Accept(bool more)
    {
        if (more)
        {
            Extend();
            End.CopyTo(Slopes.AsSpan(0, Dimension));
        }

        base.Accept(more);
    }

    protected override StepScheme Twin() => new ExplicitScheme(System, Tableau, Control);

    protected override void Inherit(StepScheme other) => ((ExplicitScheme)other).Slopes.AsSpan(0, Dimension).CopyTo(Slopes);

    protected override void SlopeAtStart(Span<double> slope)
    {
        // Start has evaluated it into the first stage, which this memory is.
    }

    private Span<double> End => Slopes.AsSpan((Tableau.IsFirstSameAsLast ? Tableau.Stages - 1 : Tableau.Stages) * Dimension, Dimension);
}
