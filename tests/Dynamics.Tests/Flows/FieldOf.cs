using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>A field in closed form, written once for doubles and differentiated by hand.</summary>
internal abstract class FieldOf(int dimension) : IVectorField
{
    public int Dimension => dimension;

    public abstract void Value(ReadOnlySpan<double> x, Span<double> value);

    public abstract void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian);

    public abstract void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value);
}
