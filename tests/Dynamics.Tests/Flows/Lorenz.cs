namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>ẋ = σ(y − x), ẏ = x(ρ − z) − y, ż = xy − βz with σ = 10, ρ = 28, β = 8/3.</summary>
internal sealed class Lorenz() : FieldOf(3)
{
    private const double Beta = 8.0 / 3;

    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value[0] = 10 * (x[1] - x[0]);
        value[1] = (x[0] * (28 - x[2])) - x[1];
        value[2] = (x[0] * x[1]) - (Beta * x[2]);
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        double[] entries = [-10, 10, 0, 28 - x[2], -1, -x[0], x[1], x[0], -Beta];
        entries.CopyTo(jacobian);
    }

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        value[0] = 0;
        value[1] = -(u[0] * v[2]) - (u[2] * v[0]);
        value[2] = (u[0] * v[1]) + (u[1] * v[0]);
    }
}
