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
}
