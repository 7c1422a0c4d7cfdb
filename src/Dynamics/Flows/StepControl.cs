using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// How long an adaptive scheme's steps are: error norm, proportional–integral controller, first step and least step. Sources: Hairer, Nørsett, Wanner,
/// Solving ODEs I, II.4; Gustafsson, ACM TOMS 17 (1991), 533–554. Every engine that integrates uses these definitions, so that they take the same steps.
/// </summary>
public readonly record struct StepControl
{
    /// <summary>The error that a trajectory's controller remembers before its first step, and the least that it ever remembers.</summary>
    public const double LeastRememberedError = 1e-4;

    internal const double Safety = 0.9;
    internal const double LeastFactor = 0.2;
    internal const double LargestFactor = 10;

    /// <summary>The control of a solver's steps.</summary>
    /// <param name="solver">An adaptive scheme and its tolerances.</param>
    /// <exception cref="InvalidInputException">The solver's name is unknown.</exception>
    public StepControl(FlowSolver solver)
    {
        ArgumentNullException.ThrowIfNull(solver);
        ButcherTableau tableau = ButcherTableau.For(solver.Name);
        ErrorExponent = tableau.ErrorExponent;
        Integral = tableau.IsImplicit ? 0 : 0.04;
        Proportional = (1.0 / ErrorExponent) - (0.75 * Integral);
        (RelativeTolerance, AbsoluteTolerance) = (solver.RelativeTolerance, solver.AbsoluteTolerance);
    }

    /// <summary>k: the error estimate of a step is O(h^k).</summary>
    public int ErrorExponent { get; }

    /// <summary>The exponent of the step's own error.</summary>
    internal double Proportional { get; }

    /// <summary>The exponent of the remembered error.</summary>
    internal double Integral { get; }

    /// <summary>rtol.</summary>
    public double RelativeTolerance { get; }

    /// <summary>atol.</summary>
    public double AbsoluteTolerance { get; }

    /// <summary>By what a step that was kept is multiplied to give the next one.</summary>
    /// <param name="error">Its scaled error, at most 1.</param>
    /// <param name="remembered">What <see cref="Remember"/> made of the error of the step kept before it.</param>
    /// <param name="afterRejection">Whether an attempt was rejected since that step; the next step then does not grow.</param>
    public double Growth(double error, double remembered, bool afterRejection)
    {
        double factor = Math.Clamp(Safety * Math.Pow(error, -Proportional) * Math.Pow(remembered, Integral), LeastFactor, LargestFactor);
        return afterRejection ? Math.Min(1, factor) : factor;
    }

    /// <summary>By what a rejected step is multiplied: the growth without memory, at most 1; the least factor where the error is no number.</summary>
    /// <param name="error">Its scaled error, above 1, infinite or NaN.</param>
    public double Shrinkage(double error) =>
        double.IsFinite(error) ? Math.Clamp(Safety * Math.Pow(error, -Proportional), LeastFactor, 1) : LeastFactor;

    /// <summary>The error of a kept step as the controller remembers it.</summary>
    /// <param name="error">The step's scaled error.</param>
    public static double Remember(double error) => Math.Max(error, LeastRememberedError);

    /// <summary>atol + rtol · max(|y|, |ŷ|), what an error of one component is measured by.</summary>
    /// <param name="before">The component at the start of the step.</param>
    /// <param name="after">The component at its end.</param>
    public double Scale(double before, double after) => AbsoluteTolerance + (RelativeTolerance * Math.Max(Math.Abs(before), Math.Abs(after)));

    /// <summary>The scaled error of a step: the root mean square over the components of each column, the largest over the columns; NaN when any part is.</summary>
    /// <param name="error">Error estimates.</param>
    /// <param name="before">The state at the start of the step.</param>
    /// <param name="after">The state at its end.</param>
    /// <param name="columnLength">Components a column; the state's length for a plain one.</param>
    public double Norm(ReadOnlySpan<double> error, ReadOnlySpan<double> before, ReadOnlySpan<double> after, int columnLength)
    {
        double largest = 0;
        for (int c = 0; c < error.Length; c += columnLength)
        {
            double sum = 0;
            for (int i = c; i < c + columnLength; i++)
            {
                double ratio = error[i] / Scale(before[i], after[i]);
                sum += ratio * ratio;
            }

            largest = double.IsNaN(sum) ? sum : Math.Max(largest, sum);
        }

        return Math.Sqrt(largest / columnLength);
    }

    /// <summary>The length of a trial Euler step for the choice of the first step (Hairer, Nørsett, Wanner I, II.4, steps a and b).</summary>
    /// <param name="size">d₀, the norm of the initial state.</param>
    /// <param name="speed">d₁, the norm of the slope there.</param>
    public static double TrialStep(double size, double speed) => size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * (size / speed);

    /// <summary>The first step (the same algorithm, steps d to f); the caller cuts it at the end of the integration.</summary>
    /// <param name="trial">h₀, the length of the trial Euler step.</param>
    /// <param name="speed">d₁.</param>
    /// <param name="change">The norm of the difference of the slopes before and after the trial step; d₂ is this over h₀.</param>
    public double FirstStep(double trial, double speed, double change)
    {
        double largest = Math.Max(speed, change / trial);
        double step = largest <= 1e-15 ? Math.Max(1e-6, trial * 1e-3) : Math.Pow(0.01 / largest, 1.0 / ErrorExponent);
        return Math.Min(100 * trial, double.IsNaN(step) ? trial : step);
    }

    /// <summary>
    /// The least step at time t after the start: 16 units in the last place of t. A shorter one loses its digits when t moves on; the absolute time of an
    /// autonomous field means nothing, so that a start in a fast transient is no obstacle however long the integration is.
    /// </summary>
    /// <param name="time">t, counted from the start of the integration.</param>
    public static double LeastStep(double time)
    {
        double t = Math.Abs(time);
        return Math.Max(16 * (Math.BitIncrement(t) - t), 1e-290);
    }
}
