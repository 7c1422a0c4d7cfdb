namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>ẋ = x(1 − x): φ_t(x) = x/(x + (1 − x)e^−t).</summary>
internal sealed class Logistic() : FieldOf(1)
{
    public static double Flow(double x, double t) => x / (x + ((1 - x) * Math.Exp(-t)));

    /// <summary>∂φ_t/∂x = e^−t/(x + (1 − x)e^−t)².</summary>
    public static double FlowDerivative(double x, double t) => Math.Exp(-t) / Math.Pow(x + ((1 - x) * Math.Exp(-t)), 2);

    /// <summary>∂²φ_t/∂x² = −2e^−t(1 − e^−t)/(x + (1 − x)e^−t)³.</summary>
    public static double FlowSecondDerivative(double x, double t) =>
        -2 * Math.Exp(-t) * (1 - Math.Exp(-t)) / Math.Pow(x + ((1 - x) * Math.Exp(-t)), 3);

    public override void Value(ReadOnlySpan<double> x, Span<double> value) => value[0] = x[0] * (1 - x[0]);

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian) => jacobian[0] = 1 - (2 * x[0]);

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) =>
        value[0] = -2 * u[0] * v[0];
}
