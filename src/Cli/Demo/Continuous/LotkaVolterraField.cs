using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The system on logarithms u = ln x, v = ln y, where populations stay positive: u̇ = α − βeᵛ, v̇ = δeᵘ − γ.</summary>
internal sealed class LotkaVolterraField(LotkaVolterra system) : IVectorField
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value[0] = system.Alpha - (system.Beta * Math.Exp(x[1]));
        value[1] = (system.Delta * Math.Exp(x[0])) - system.Gamma;
    }

    /// <inheritdoc/>
    public void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        jacobian[0] = 0;
        jacobian[1] = -system.Beta * Math.Exp(x[1]);
        jacobian[2] = system.Delta * Math.Exp(x[0]);
        jacobian[3] = 0;
    }

    /// <inheritdoc/>
    public void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        value[0] = -system.Beta * Math.Exp(x[1]) * u[1] * v[1];
        value[1] = system.Delta * Math.Exp(x[0]) * u[0] * v[0];
    }
}
