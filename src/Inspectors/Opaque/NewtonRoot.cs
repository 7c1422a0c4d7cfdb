namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>A point where f^p(x) = x to the tolerance.</summary>
/// <param name="X">The point.</param>
/// <param name="Jacobian">D(f^p)(x), d × d.</param>
/// <param name="Residual">‖f^p(x) − x‖∞.</param>
/// <param name="Radius">How far the true point may be: ‖(I − D)⁻¹‖∞ times the tolerated residual, to first order.</param>
internal sealed record NewtonRoot(double[] X, double[] Jacobian, double Residual, double Radius)
{
    public bool IsSameAs(NewtonRoot other)
    {
        double reach = Radius + other.Radius;
        return X.Zip(other.X).All(pair => Math.Abs(pair.First - pair.Second) <= reach);
    }
}
