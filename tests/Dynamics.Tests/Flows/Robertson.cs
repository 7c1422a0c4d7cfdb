namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>Robertson's autocatalytic reaction (Hairer, Wanner II, IV.1): ẋ = −0.04x + 10⁴yz, ẏ = 0.04x − 10⁴yz − 3·10⁷y², ż = 3·10⁷y².</summary>
internal sealed class Robertson() : FieldOf(3)
{
    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value[0] = (-0.04 * x[0]) + (1e4 * x[1] * x[2]);
        value[2] = 3e7 * x[1] * x[1];
        value[1] = -value[0] - value[2];
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        double[] entries =
        [
            -0.04, 1e4 * x[2], 1e4 * x[1],
            0.04, (-1e4 * x[2]) - (6e7 * x[1]), -1e4 * x[1],
            0, 6e7 * x[1], 0,
        ];
        entries.CopyTo(jacobian);
    }

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        double mixed = 1e4 * ((u[1] * v[2]) + (u[2] * v[1]));
        double square = 6e7 * u[1] * v[1];
        value[0] = mixed;
        value[1] = -mixed - square;
        value[2] = square;
    }
}
