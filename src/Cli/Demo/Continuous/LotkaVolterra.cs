using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>ẋ = x(α − βy), ẏ = y(δx − γ): prey x and predators y with positive coefficients (Lotka 1920, Volterra 1926).</summary>
/// <param name="Alpha">Growth of the prey, a time⁻¹.</param>
/// <param name="Beta">Predation, a (time · predator)⁻¹.</param>
/// <param name="Gamma">Decline of the predators, a time⁻¹.</param>
/// <param name="Delta">Growth of the predators by prey, a (time · prey)⁻¹.</param>
internal sealed record LotkaVolterra(double Alpha, double Beta, double Gamma, double Delta)
{
    /// <summary>The only positive equilibrium, (γ/δ, α/β): a centre.</summary>
    public (double Prey, double Predators) Equilibrium => (Gamma / Delta, Alpha / Beta);

    /// <summary>The eigenvalues at the equilibrium are ±i√(αγ).</summary>
    public double AngularFrequency => Math.Sqrt(Alpha * Gamma);

    /// <summary>The period of orbits close to the equilibrium, 2π/√(αγ); longer ones take longer.</summary>
    public double LinearPeriod => 2 * Math.PI / AngularFrequency;

    /// <summary>V = δx − γ ln x + βy − α ln y, constant along orbits, on logarithms u = ln x, v = ln y.</summary>
    public double Invariant(double u, double v) => (Delta * Math.Exp(u)) - (Gamma * u) + (Beta * Math.Exp(v)) - (Alpha * v);

    /// <summary>
    /// The period of the closed orbit through a state other than the equilibrium, by integration around it: angles about the equilibrium only grow, since
    /// u̇ and v̇ have the signs of a rotation, so the time of one turn is where the ray of the start is met again.
    /// </summary>
    /// <param name="u">ln x.</param>
    /// <param name="v">ln y.</param>
    public double PeriodThrough(double u, double v)
    {
        double[] centre = [Math.Log(Equilibrium.Prey), Math.Log(Equilibrium.Predators)];
        double[] state = [u, v];
        OdeSolver solver = new(new LotkaVolterraField(this), TrajectoryResiduals.Solver);
        OneTurn turn = new(centre, state);
        _ = solver.Integrate(state, 1e3 * LinearPeriod, turn);
        return turn.Time;
    }

    /// <summary>Ends an integration after one turn about a centre, and finds the time of it on the last step's continuous extension by bisection.</summary>
    private sealed class OneTurn(double[] centre, double[] start) : IStepObserver
    {
        private readonly double[] ray = [start[0] - centre[0], start[1] - centre[1]];
        private readonly double[] at = new double[2];
        private bool opposite;

        public double Time { get; private set; } = double.NaN;

        public bool Accepted(in DenseStep step)
        {
            opposite |= Along(step.After) < 0;
            if (!opposite || Along(step.After) <= 0 || Math.Sign(Across(step.After)) == Math.Sign(Across(step.Before)))
            {
                return true;
            }

            (double before, double after) = (0, 1);
            int side = Math.Sign(Across(step.Before));
            while (after - before > 1e-15)
            {
                double middle = (before + after) / 2;
                step.At(middle, at);
                (before, after) = Math.Sign(Across(at)) == side ? (middle, after) : (before, middle);
                if (middle == before && middle == after)
                {
                    break;
                }
            }

            Time = step.Start + (after * step.Length);
            return false;
        }

        private double Along(ReadOnlySpan<double> state) => (ray[0] * (state[0] - centre[0])) + (ray[1] * (state[1] - centre[1]));

        private double Across(ReadOnlySpan<double> state) => (ray[0] * (state[1] - centre[1])) - (ray[1] * (state[0] - centre[0]));
    }
}
