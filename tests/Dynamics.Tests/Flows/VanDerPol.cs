namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>ẋ = y, ẏ = μ(1 − x²)y − x.</summary>
internal sealed class VanDerPol(double mu) : FieldOf(2)
{
    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value[0] = x[1];
        value[1] = (mu * (1 - (x[0] * x[0])) * x[1]) - x[0];
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        jacobian[0] = 0;
        jacobian[1] = 1;
        jacobian[2] = (-2 * mu * x[0] * x[1]) - 1;
        jacobian[3] = mu * (1 - (x[0] * x[0]));
    }

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        value[0] = 0;
        value[1] = -2 * mu * ((x[1] * u[0] * v[0]) + (x[0] * ((u[0] * v[1]) + (u[1] * v[0]))));
    }
}
