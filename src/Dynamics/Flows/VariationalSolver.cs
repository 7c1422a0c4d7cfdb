using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// Integrates a field together with its variational equations ẋ = f(x), Ẋ = Df(x) X and Ẏ_jk = D²f(x)[X_j, X_k] + Df(x) Y_jk, in working memory that is
/// allocated once. Derivatives take part in the control of the step. With fixed steps they are the exact derivatives of the discrete map, with adaptive ones
/// those of the map with its steps held. One solver serves one thread.
/// </summary>
public sealed class VariationalSolver
{
    private readonly VariationalSystem system;
    private readonly OdeSolver solver;
    private readonly double[] state;

    /// <summary>Prepares a solver.</summary>
    /// <param name="field">The field.</param>
    /// <param name="solver">The scheme, its number of steps or its tolerances.</param>
    /// <param name="order">0: the state alone; 1: first derivatives; 2: second derivatives as well.</param>
    /// <param name="directions">p, how many directions are carried along; the field's dimension when not given.</param>
    /// <exception cref="InvalidInputException">The solver is not usable, the order is not 0, 1 or 2, or there are fewer than 1 direction.</exception>
    public VariationalSolver(IVectorField field, FlowSolver solver, int order = 1, int? directions = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (order is < 0 or > 2 || directions < 1)
        {
            throw new InvalidInputException($"variational equations: order {order} in {directions ?? field.Dimension} directions, expected order 0, 1 or 2 in at least one");
        }

        Order = order;
        system = new VariationalSystem(field, order == 0 ? 0 : directions ?? field.Dimension, order == 2);
        this.solver = new OdeSolver(system, solver);
        state = new double[system.Dimension];
    }

    /// <summary>0, 1 or 2.</summary>
    public int Order { get; }

    /// <summary>p; 0 when <see cref="Order"/> is 0.</summary>
    public int Directions => system.Directions;

    /// <summary>The numbers of a state: d(1 + p), and d·p(p + 1)/2 more for second derivatives.</summary>
    public int StateLength => system.Dimension;

    /// <summary>The time that the last integration reached.</summary>
    public double Time => solver.Time;

    /// <summary>Replaces a state by that at time T. Allocates nothing.</summary>
    /// <param name="columns">
    /// Columns of d numbers: x; the p directions X_j; and for order 2 the columns Y_jk, j ≤ k, row after row of the upper triangle.
    /// Start with X the identity and Y = 0 for the derivatives of φ_T.
    /// </param>
    /// <param name="time">T; negative integrates backwards.</param>
    /// <param name="observer">Sees every step that is kept; its states are of the same columns.</param>
    /// <param name="cancellation">Ends the integration with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>.</exception>
    public SolverStatistics Integrate(Span<double> columns, double time, IStepObserver? observer = null, CancellationToken cancellation = default) =>
        solver.Integrate(columns, time, observer, cancellation);

    /// <summary>φ_T and its derivatives at a point. p must be d.</summary>
    /// <param name="x">d finite numbers.</param>
    /// <param name="time">T; negative integrates backwards.</param>
    /// <param name="cancellation">Ends the integration with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>, or p is not d.</exception>
    public TimeMap TimeMap(ReadOnlySpan<double> x, double time, CancellationToken cancellation = default)
    {
        int d = system.Field.Dimension;
        Preconditions.RequireLength(x.Length, d, "initial state");
        if (Order > 0 && Directions != d)
        {
            throw new InvalidInputException($"time map: {Directions} directions, expected {d}");
        }

        Array.Clear(state);
        x.CopyTo(state);
        for (int j = 0; j < Directions; j++)
        {
            state[(d * (1 + j)) + j] = 1;
        }

        SolverStatistics statistics = solver.Integrate(state, time, null, cancellation);
        Preconditions.RequireFinite(state, "derivatives of the time map");
        return new TimeMap(
            [.. x],
            time,
            [.. state.AsSpan(0, d)],
            Order > 0 ? FirstOf(d) : null,
            Order > 1 ? SecondOf(d) : null,
            solver.Solver,
            statistics);
    }

    private Matrix FirstOf(int d)
    {
        double[] entries = new double[d * d];
        for (int j = 0; j < d; j++)
        {
            for (int i = 0; i < d; i++)
            {
                entries[(i * d) + j] = state[(d * (1 + j)) + i];
            }
        }

        return Matrix.Adopt(d, d, entries);
    }

    private SecondDerivative SecondOf(int d)
    {
        double[] entries = new double[d * d * d];
        int pair = d * (1 + d);
        for (int j = 0; j < d; j++)
        {
            for (int k = j; k < d; k++, pair += d)
            {
                for (int i = 0; i < d; i++)
                {
                    entries[(((i * d) + j) * d) + k] = entries[(((i * d) + k) * d) + j] = state[pair + i];
                }
            }
        }

        return new SecondDerivative(d, [.. entries]);
    }
}
