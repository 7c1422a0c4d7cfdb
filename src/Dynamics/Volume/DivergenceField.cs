using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Volume;

/// <summary>(ẋ, ż) = (f(x), tr Df(x)): the last coordinate adds up the divergence along the trajectory.</summary>
internal sealed class DivergenceField : IVectorField
{
    private readonly IVectorField field;
    private readonly int d;
    private readonly double[] jacobian;
    private readonly double[] unit;
    private readonly double[] other;
    private readonly double[] second;

    public DivergenceField(IVectorField field)
    {
        this.field = field;
        d = field.Dimension;
        (jacobian, unit, other, second) = (new double[d * d], new double[d], new double[d], new double[d]);
    }

    public int Dimension => d + 1;

    public void Value(ReadOnlySpan<double> x, Span<double> value)
    {
        field.Value(x[..d], value[..d]);
        field.Jacobian(x[..d], jacobian);
        value[d] = Trace();
    }

    public void Jacobian(ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        field.Jacobian(x[..d], jacobian);
        for (int i = 0; i < d; i++)
        {
            jacobian.AsSpan(i * d, d).CopyTo(result[(i * (d + 1))..]);
        }

        // ∂/∂x_j Σ_i ∂f_i/∂x_i.
        for (int i = 0; i < d; i++)
        {
            unit[i] = 1;
            for (int j = 0; j < d; j++)
            {
                other[j] = 1;
                field.SecondDerivative(x[..d], unit, other, second);
                result[(d * (d + 1)) + j] += second[i];
                other[j] = 0;
            }

            unit[i] = 0;
        }
    }

    public void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) =>
        throw new NotSupportedException("the second derivative of a divergence needs the field's third");

    public IVectorField ForWorker() => new DivergenceField(field.ForWorker());

    private double Trace()
    {
        double sum = 0;
        for (int i = 0; i < d; i++)
        {
            sum += jacobian[i * (d + 1)];
        }

        return sum;
    }
}
