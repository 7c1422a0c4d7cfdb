namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// One step that a solver kept, with the solution all along it. A view of the solver's memory, valid until the observer returns.
/// </summary>
public readonly ref struct DenseStep
{
    private readonly ButcherTableau tableau;
    private readonly ReadOnlySpan<double> slopes;

    internal DenseStep(
        ButcherTableau tableau, double start, double length, double end, ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<double> slopes)
    {
        (this.tableau, Start, Length, End) = (tableau, start, length, end);
        Before = before;
        After = after;
        this.slopes = slopes;
    }

    /// <summary>The time at the start of the step, counted from the start of the integration.</summary>
    public double Start { get; }

    /// <summary>h, negative when integrating backwards.</summary>
    public double Length { get; }

    /// <summary>The time at the end of the step; that of the integration exactly in the last step.</summary>
    public double End { get; }

    /// <summary>The state at the start of the step.</summary>
    public ReadOnlySpan<double> Before { get; }

    /// <summary>The state at the end of the step.</summary>
    public ReadOnlySpan<double> After { get; }

    /// <summary>The state at a time within the step, by the scheme's continuous extension (<see cref="ButcherTableau.ContinuousWeights"/>).</summary>
    /// <param name="theta">θ, from 0 (the start) to 1 (the end), where the states are the computed ones exactly.</param>
    /// <param name="state">Receives the state.</param>
    public void At(double theta, Span<double> state)
    {
        if (theta is 0 or 1)
        {
            (theta == 0 ? Before : After).CopyTo(state);
            return;
        }

        Span<double> weights = stackalloc double[tableau.Stages + 1];
        tableau.ContinuousWeights(theta, weights);
        StageSum.Combine(Before, Length, slopes, weights, state);
    }
}
