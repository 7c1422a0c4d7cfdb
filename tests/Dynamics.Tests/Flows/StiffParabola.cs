namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>ẋ = −1000(x − y²) − 2y², ẏ = −y: y(t) = y₀e^−t and x(t) = y(t)² + (x₀ − y₀²)e^−1000t.</summary>
internal sealed class StiffParabola() : FieldOf(2)
{
    /// <summary>φ_t, Dφ_t and ∂²x/∂y₀², the only second derivative that is not 0.</summary>
    public static void Flow(double[] start, double t, double[] state, double[] jacobian, out double second)
    {
        (double slow, double fast) = (Math.Exp(-t), Math.Exp(-1000 * t));
        state[1] = start[1] * slow;
        state[0] = (state[1] * state[1]) + ((start[0] - (start[1] * start[1])) * fast);
        jacobian[0] = fast;
        jacobian[1] = 2 * start[1] * ((slow * slow) - fast);
        jacobian[2] = 0;
        jacobian[3] = slow;
        second = 2 * ((slow * slow) - fast);
    }

    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        value[0] = (-1000 * x[0]) + (998 * x[1] * x[1]);
        value[1] = -x[1];
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        jacobian[0] = -1000;
        jacobian[1] = 1996 * x[1];
        jacobian[2] = 0;
        jacobian[3] = -1;
    }

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value)
    {
        value[0] = 1996 * u[1] * v[1];
        value[1] = 0;
    }
}
