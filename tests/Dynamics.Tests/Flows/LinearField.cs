namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>ẋ = Ax, A row-major.</summary>
internal sealed class LinearField(double[] matrix) : FieldOf((int)Math.Sqrt(matrix.Length))
{
    public override void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        for (int i = 0; i < Dimension; i++)
        {
            value[i] = 0;
            for (int j = 0; j < Dimension; j++)
            {
                value[i] += matrix[(i * Dimension) + j] * x[j];
            }
        }
    }

    public override void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian) => matrix.CopyTo(jacobian);

    public override void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) => value.Clear();
}
