using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>f^p with its Jacobians, by the chain rule along the orbit.</summary>
internal sealed class IteratedMap(OpaqueMap map, int period)
{
    private readonly int d = map.Inputs;

    /// <summary>f^p(x_i) and D(f^p)(x_i), flat: N × d and N × d × d. Where an orbit overflows, its values are NaN.</summary>
    public (double[] Values, double[] Jacobians) At(Matrix points)
    {
        (double[] x, double[] jacobians) = map.ValuesAndJacobians(points);
        for (int step = 1; step < period; step++)
        {
            bool[] lost = [.. Enumerable.Range(0, points.Rows).Select(i => x.AsSpan(i * d, d).ContainsAnyExceptInRange(double.MinValue, double.MaxValue))];
            for (int i = 0; i < points.Rows; i++)
            {
                if (lost[i])
                {
                    // Something finite to go on with; the orbit is marked below.
                    x.AsSpan(i * d, d).Clear();
                }
            }

            (x, double[] next) = map.ValuesAndJacobians(new Matrix(points.Rows, d, x));
            for (int i = 0; i < points.Rows; i++)
            {
                Multiply(next.AsSpan(i * d * d, d * d), jacobians.AsSpan(i * d * d, d * d));
                if (lost[i])
                {
                    x.AsSpan(i * d, d).Fill(double.NaN);
                }
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
