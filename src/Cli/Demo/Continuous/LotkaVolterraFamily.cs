using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>
/// All systems at once: the state (u, v, ln α, ln β, ln γ, ln δ), whose last four coordinates stand still. The derivative of its flow is the derivative of the
/// trajectory with respect to initial state and coefficients. Logarithms keep the coefficients positive.
/// </summary>
internal sealed class LotkaVolterraFamily : IVectorField
{
    /// <inheritdoc/>
    public int Dimension => 6;

    /// <summary>The system of a state.</summary>
    public static LotkaVolterra SystemOf(ReadOnlySpan<double> state) =>
        new(Math.Exp(state[2]), Math.Exp(state[3]), Math.Exp(state[4]), Math.Exp(state[5]));

    /// <inheritdoc/>
    public void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value.Clear();
        value[0] = Math.Exp(x[2]) - Math.Exp(x[3] + x[1]);
        value[1] = Math.Exp(x[5] + x[0]) - Math.Exp(x[4]);
    }

    /// <inheritdoc/>
    public void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        jacobian.Clear();
        jacobian[2] = Math.Exp(x[2]);
        jacobian[1] = jacobian[3] = -Math.Exp(x[3] + x[1]);
        jacobian[6] = jacobian[6 + 5] = Math.Exp(x[5] + x[0]);
        jacobian[6 + 4] = -Math.Exp(x[4]);
    }

    /// <inheritdoc/>
    public void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        value.Clear();
        value[0] = (Math.Exp(x[2]) * u[2] * v[2]) - (Math.Exp(x[3] + x[1]) * (u[3] + u[1]) * (v[3] + v[1]));
        value[1] = (Math.Exp(x[5] + x[0]) * (u[5] + u[0]) * (v[5] + v[0])) - (Math.Exp(x[4]) * u[4] * v[4]);
    }
}
