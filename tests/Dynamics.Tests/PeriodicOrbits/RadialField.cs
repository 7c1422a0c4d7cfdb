using TorchDynInspect.Dynamics.Tests.Flows;

namespace TorchDynInspect.Dynamics.Tests.PeriodicOrbits;

/// <summary>
/// ẋ = p(r²) x − q(r²) y, ẏ = q(r²) x + p(r²) y, and ż = −λ z when λ is not 0, with polynomials p, q: closed orbits are the circles of radius r with p(r²) = 0, of period
/// 2π/q(r²) and multipliers exp(2 r² p′(r²) T), exp(−λ T).
/// </summary>
internal sealed class RadialField(double[] p, double[] q, double decay = 0) : FieldOf(decay == 0 ? 2 : 3)
{
    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        double s = (x[0] * x[0]) + (x[1] * x[1]);
        (double a, double b) = (At(p, s), At(q, s));
        (value[0], value[1]) = ((a * x[0]) - (b * x[1]), (b * x[0]) + (a * x[1]));
        if (Dimension == 3)
        {
            value[2] = -decay * x[2];
        }
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        double s = (x[0] * x[0]) + (x[1] * x[1]);
        (double a, double b, double da, double db) = (At(p, s), At(q, s), 2 * Slope(p, s), 2 * Slope(q, s));
        (double u, double v) = ((da * x[0]) - (db * x[1]), (db * x[0]) + (da * x[1]));
        jacobian.Clear();
        int d = Dimension;
        (jacobian[0], jacobian[1]) = (a + (u * x[0]), (u * x[1]) - b);
        (jacobian[d], jacobian[d + 1]) = (b + (v * x[0]), a + (v * x[1]));
        if (d == 3)
        {
            jacobian[8] = -decay;
        }
    }

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) =>
        throw new NotSupportedException();

    private static double At(double[] c, double s) => c.Reverse().Aggregate(0.0, (sum, a) => (sum * s) + a);

    private static double Slope(double[] c, double s) => c.Select((a, k) => k == 0 ? 0 : k * a * Math.Pow(s, k - 1)).Sum();
}
