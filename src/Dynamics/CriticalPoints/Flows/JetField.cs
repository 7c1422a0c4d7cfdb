using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// The variational equations of ẋ = f(x) in few directions as one vector field: (x, ∂_a x, ∂_a∂_b x) moves with (f, Df ∂_a x, Df ∂_a∂_b x + D²f(∂_a x, ∂_b x)).
/// Integrated with fixed steps it gives the derivatives of the discrete map, exactly.
/// </summary>
/// <param name="field">f.</param>
/// <param name="shape">The columns.</param>
internal sealed class JetField(Network field, JetShape shape) : IVectorField
{
    private readonly JetNetwork jets = new(field, shape);
    private JetNetwork? linear;
    private double[] start = [];

    /// <inheritdoc/>
    public int Dimension => field.Inputs * shape.Columns;

    /// <inheritdoc/>
    public void Value(ReadOnlySpan<double> x, Span<double> value) => jets.Run(x).CopyTo(value);

    /// <summary>
    /// Its diagonal blocks Df(x), one a column of the state, which is all that an implicit scheme's iteration needs: the blocks below the diagonal move what they
    /// contract to, not how fast.
    /// </summary>
    public void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian)
    {
        int m = field.Inputs;
        linear ??= new JetNetwork(field, new JetShape(m, false));
        if (start.Length == 0)
        {
            start = new double[m * (m + 1)];
            for (int i = 0; i < m; i++)
            {
                start[(m * (i + 1)) + i] = 1;
            }
        }

        x[..m].CopyTo(start);
        ReadOnlySpan<double> columns = linear.Run(start)[m..];
        jacobian.Clear();
        for (int c = 0; c < shape.Columns; c++)
        {
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < m; j++)
                {
                    jacobian[(((c * m) + i) * Dimension) + (c * m) + j] = columns[(j * m) + i];
                }
            }
        }
    }

    /// <summary>Not needed: the field carries the derivatives of its own flow.</summary>
    public void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value) =>
        throw new NotSupportedException("variational equations have no variational equations of their own here");

    /// <inheritdoc/>
    public IVectorField ForWorker() => new JetField(field, shape);
}
