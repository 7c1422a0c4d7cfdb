using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// Integrates trajectories of a vector field, one after the other, in working memory that is allocated once: Runge–Kutta schemes with equal steps, with
/// steps chosen by an embedded error estimate, and a stiffly accurate implicit one (<see cref="ButcherTableau"/>, <see cref="StepControl"/>). One solver serves
/// one thread. The error of a step is held to atol + rtol·|x| in the root mean square; the error at the end is that times what the field makes of it.
/// </summary>
/// <remarks>
/// An embedded error estimate believes in a smooth field. Where a trajectory crosses a kink of f or f′ (ReLU, softsign) it mostly notices and shortens the step, but
/// it has blind spots: a single crossing was seen to cost 3,000 tolerances at rtol = 1e−11 with dopri5. bosh3 is less exposed.
/// </remarks>
public sealed class OdeSolver
{
    private readonly StepScheme scheme;
    private readonly StepControl control;

    /// <summary>Prepares a solver.</summary>
    /// <param name="field">The field; the solver uses it as it is, so that a field with working memory must not be used by another thread meanwhile.</param>
    /// <param name="solver">The scheme, its number of steps or its tolerances.</param>
    /// <exception cref="InvalidInputException">The solver's name is unknown or its numbers are not usable.</exception>
    public OdeSolver(IVectorField field, FlowSolver solver)
        : this(new PlainSystem(field ?? throw new ArgumentNullException(nameof(field))), solver)
    {
    }

    internal OdeSolver(IOdeSystem system, FlowSolver solver)
    {
        ArgumentNullException.ThrowIfNull(solver);
        solver.Require();
        Solver = solver;
        ButcherTableau tableau = ButcherTableau.For(solver.Name);
        control = tableau.IsAdaptive ? new StepControl(solver) : default;
        scheme = tableau.IsImplicit ? new ImplicitScheme(system, tableau, control) : new ExplicitScheme(system, tableau, control);
    }

    /// <summary>The scheme, its number of steps or its tolerances.</summary>
    public FlowSolver Solver { get; }

    /// <summary>The state reached, also when the integration failed.</summary>
    internal ReadOnlySpan<double> State => scheme.State;

    /// <summary>The numbers of a state.</summary>
    public int Dimension => scheme.System.Dimension;

    /// <summary>The time that the last integration reached: all of it, unless an observer ended it early or it failed.</summary>
    public double Time { get; private set; }

    /// <summary>Replaces a state by φ_T of it. Allocates nothing.</summary>
    /// <param name="x">The initial state, of <see cref="Dimension"/> finite numbers; receives the state reached, and keeps the initial one when the integration fails.</param>
    /// <param name="time">T, finite; negative integrates backwards.</param>
    /// <param name="observer">Sees every step that is kept, and may end the integration after any.</param>
    /// <param name="cancellation">Ends the integration with an exception.</param>
    /// <exception cref="InvalidInputException">A number is not finite, x has another length, or a fixed-step scheme leaves the finite numbers.</exception>
    /// <exception cref="StepSizeUnderflowException">The step became too short to move the time, or the steps too many.</exception>
    /// <exception cref="OperationCanceledException">The integration was cancelled.</exception>
    public SolverStatistics Integrate(Span<double> x, double time, IStepObserver? observer = null, CancellationToken cancellation = default)
    {
        Preconditions.RequireLength(x.Length, Dimension, "initial state");
        Preconditions.RequireFinite(x, "initial state");
        if (!double.IsFinite(time))
        {
            throw new InvalidInputException($"flow time: is {time}, expected a finite number");
        }

        Time = 0;
        if (time == 0)
        {
            return default;
        }

        scheme.Start(x);
        SolverStatistics statistics = control.ErrorExponent == 0 ? March(time, observer, cancellation) : Adapt(time, observer, cancellation);
        scheme.State.CopyTo(x);
        return statistics;
    }

    private SolverStatistics March(double time, IStepObserver? observer, CancellationToken cancellation)
    {
        double h = time / Solver.Steps;
        for (int n = 1; n <= Solver.Steps; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (double.IsNaN(scheme.Attempt(h)))
            {
                throw new InvalidInputException(
                    $"flow: {Solver.Name} leaves the finite numbers at t = {Time} with steps of {h}, expected a solution up to T = {time} or shorter steps");
            }

            bool more = Keep(h, n == Solver.Steps ? time : n * h, observer, n < Solver.Steps);
            if (!more)
            {
                return new SolverStatistics(scheme.Evaluations, scheme.JacobianEvaluations, n, 0);
            }
        }

        return new SolverStatistics(scheme.Evaluations, scheme.JacobianEvaluations, Solver.Steps, 0);
    }

    private SolverStatistics Adapt(double time, IStepObserver? observer, CancellationToken cancellation)
    {
        long accepted = 0;
        long rejected = 0;
        double remembered = StepControl.LeastRememberedError;
        bool afterRejection = false;
        double next = scheme.FirstStep(time);
        if (!(next > 0))
        {
            throw new InvalidInputException("flow: the field is not finite at the initial state, expected finite numbers");
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            double left = Math.Abs(time - Time);

            // A step that rounding brings to T is the last one too: a step of length 0 would follow it.
            bool last = next >= left || Time + Math.CopySign(next, time) == time;
            double h = Math.CopySign(last ? left : next, time);
            if (!last && !(next >= StepControl.LeastStep(Time)))
            {
                throw SolverFaults.Underflow(scheme, Solver, Time, h, time);
            }

            if (accepted + rejected == Solver.MaxSteps)
            {
                throw SolverFaults.TooManySteps(scheme, Solver, Time, h, time);
            }

            double error = scheme.Attempt(h);
            if (!(error <= 1))
            {
                rejected++;
                afterRejection = true;
                next = Math.Abs(h) * control.Shrinkage(error);
                continue;
            }

            accepted++;
            next = Math.Abs(h) * control.Growth(error, remembered, afterRejection);
            (remembered, afterRejection) = (StepControl.Remember(error), false);
            if (!Keep(h, last ? time : Time + h, observer, !last))
            {
                return new SolverStatistics(scheme.Evaluations, scheme.JacobianEvaluations, accepted, rejected);
            }
        }
    }

    /// <summary>Shows the step to the observer and moves on.</summary>
    /// <returns>Whether another step follows.</returns>
    private bool Keep(double h, double end, IStepObserver? observer, bool more)
    {
        if (observer is not null)
        {
            scheme.Extend();
            more &= observer.Accepted(scheme.Dense(Time, h, end));
        }

        scheme.Accept(more);
        Time = end;
        return more;
    }
}
