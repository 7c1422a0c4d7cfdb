using TorchDynInspect.Dynamics.Lyapunov;

namespace TorchDynInspect.Dynamics.Tests.Lyapunov;

/// <summary>(x, y) ↦ (1 − a x² + y, b x).</summary>
internal sealed class Henon(double a = 1.4, double b = 0.3) : IDifferentiableMap
{
    public int Dimension => 2;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> value, Span<double> jacobian)
    {
        (value[0], value[1]) = (1 - (a * x[0] * x[0]) + x[1], b * x[0]);
        (jacobian[0], jacobian[1], jacobian[2], jacobian[3]) = (-2 * a * x[0], 1, b, 0);
    }
}
