using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>f^p with its Jacobians, by the chain rule along the orbit.</summary>
internal sealed class IteratedMap(OpaqueMap map, int period)
{
    private readonly int d = map.Inputs;

    /// <summary>f^p(x_i) and D(f^p)(x_i), the latter flat: N × d × d.</summary>
    public (Matrix Values, double[] Jacobians) At(Matrix points)
    {
        (Matrix x, double[] jacobians) = map.ValuesAndJacobians(points);
        for (int step = 1; step < period; step++)
        {
            (x, double[] next) = map.ValuesAndJacobians(x);
            for (int i = 0; i < points.Rows; i++)
            {
                Multiply(next.AsSpan(i * d * d, d * d), jacobians.AsSpan(i * d * d, d * d));
            }
        }

        return (x, jacobians);
    }

    /// <summary>right ← left · right.</summary>
    private void Multiply(ReadOnlySpan<double> left, Span<double> right)
    {
        double[] product = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int k = 0; k < d; k++)
            {
                for (int j = 0; j < d; j++)
                {
                    product[(i * d) + j] += left[(i * d) + k] * right[(k * d) + j];
                }
            }
        }

        product.CopyTo(right);
    }
}
