using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>The orbit of a flow in equal times, with the variational equation of the directions.</summary>
internal sealed class FlowDynamics : TangentDynamics
{
    private readonly VariationalSolver solver;
    private readonly DivergenceQuadrature divergence;
    private readonly OdeSolver plain;
    private readonly double[] state;
    private readonly CancellationToken cancellation;

    public FlowDynamics(IVectorField field, FlowSolver scheme, int directions, double interval, CancellationToken cancellation)
    {
        (Dimension, Interval, this.cancellation) = (field.Dimension, interval, cancellation);
        solver = new VariationalSolver(field, scheme, 1, directions);
        plain = new OdeSolver(field, scheme);
        divergence = new DivergenceQuadrature(field);
        state = new double[solver.StateLength];
    }

    public override int Dimension { get; }

    public override double Interval { get; }

    /// <summary>What the steps so far cost.</summary>
    public SolverStatistics Statistics { get; private set; }

    public override double Advance(Span<double> x, Span<double> directions)
    {
        if (directions.IsEmpty)
        {
            Statistics += plain.Integrate(x, Interval, null, cancellation);
            return 0;
        }

        x.CopyTo(state);
        directions.CopyTo(state.AsSpan(Dimension));
        divergence.Reset();
        Statistics += solver.Integrate(state, Interval, divergence, cancellation);
        state.AsSpan(0, Dimension).CopyTo(x);
        state.AsSpan(Dimension, directions.Length).CopyTo(directions);
        return divergence.Integral;
    }
}
