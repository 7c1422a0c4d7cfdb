namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// One step that a solver kept, with the solution all along it. A view of the solver's memory, valid until the observer returns.
/// </summary>
public readonly ref struct DenseStep
{
    private readonly StepScheme scheme;

    internal DenseStep(StepScheme scheme, double start, double length, double end)
    {
        this.scheme = scheme;
        (Start, Length, End) = (start, length, end);
    }

    /// <summary>The time at the start of the step, counted from the start of the integration.</summary>
    public double Start { get; }

    /// <summary>h, negative when integrating backwards.</summary>
    public double Length { get; }

    /// <summary>The time at the end of the step; that of the integration exactly in the last step.</summary>
    public double End { get; }

    /// <summary>The state at the start of the step.</summary>
    public ReadOnlySpan<double> Before => scheme.State;

    /// <summary>The state at the end of the step.</summary>
    public ReadOnlySpan<double> After => scheme.Trial;

    /// <summary>The time at θ.</summary>
    /// <param name="theta">θ, from 0 (the start) to 1 (the end).</param>
    public double TimeAt(double theta) => theta == 1 ? End : Start + (theta * Length);

    /// <summary>The state at a time within the step, by the scheme's continuous extension (<see cref="ButcherTableau.ContinuousWeights"/>).</summary>
    /// <param name="theta">θ, from 0 to 1; the states at both ends are the computed ones exactly.</param>
    /// <param name="state">Receives the state.</param>
    public void At(double theta, Span<double> state) => scheme.Interpolate(Length, theta, state);

    /// <summary>
    /// The state at a time within the step, by a step of the scheme itself from the start: as accurate as the steps are, at the price of one.
    /// </summary>
    /// <param name="theta">θ, from 0 to 1.</param>
    /// <param name="state">Receives the state.</param>
    public void Step(double theta, Span<double> state) => scheme.Retake(theta, Length, state);
}
