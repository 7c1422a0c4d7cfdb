namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>ẋ = x(α − βy), ẏ = y(δx − γ).</summary>
internal sealed class LotkaVolterra(double alpha = 1.5, double beta = 1, double gamma = 3, double delta = 1) : FieldOf(2)
{
    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value[0] = x[0] * (alpha - (beta * x[1]));
        value[1] = x[1] * ((delta * x[0]) - gamma);
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        jacobian[0] = alpha - (beta * x[1]);
        jacobian[1] = -beta * x[0];
        jacobian[2] = delta * x[1];
        jacobian[3] = (delta * x[0]) - gamma;
    }

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        double mixed = (u[0] * v[1]) + (u[1] * v[0]);
        value[0] = -beta * mixed;
        value[1] = delta * mixed;
    }
}
