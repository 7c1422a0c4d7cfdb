using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>f^k with its Jacobian at many points, by the chain rule over the tangent maps of f.</summary>
/// <param name="network">f, from R^d to R^d.</param>
/// <param name="period">k.</param>
internal sealed class IteratedMap(Network network, int period)
{
    /// <summary>d.</summary>
    public int Dimension => network.Inputs;

    /// <summary>Fills values with f^k(x_i) and jacobians with D(f^k)(x_i); a point that overflows gets numbers that are not finite.</summary>
    /// <param name="points">N × d.</param>
    /// <param name="values">Receives N × d.</param>
    /// <param name="jacobians">Receives N × d × d, row-major.</param>
    public void Evaluate(ReadOnlyMemory<double> points, double[] values, double[] jacobians)
    {
        int d = Dimension;
        double[] offsets = new double[points.Length];
        TileRun.OverUnchecked(network, points, AffineForm.Tangent, values.AsMemory(0, points.Length), jacobians.AsMemory(0, points.Length * d), offsets);
        if (period == 1)
        {
            return;
        }

        double[] next = new double[points.Length];
        double[] step = new double[points.Length * d];
        double[] row = new double[d];
        for (int k = 1; k < period; k++)
        {
            TileRun.OverUnchecked(network, values.AsMemory(0, points.Length), AffineForm.Tangent, next, step, offsets);
            next.CopyTo(values, 0);
            for (int i = 0; i < points.Length / d; i++)
            {
                MultiplyInto(step.AsSpan(i * d * d, d * d), jacobians.AsSpan(i * d * d, d * d), row);
            }
        }
    }

    /// <summary>right := left · right for d × d matrices.</summary>
    private static void MultiplyInto(ReadOnlySpan<double> left, Span<double> right, Span<double> column)
    {
        int d = column.Length;
        for (int j = 0; j < d; j++)
        {
            for (int i = 0; i < d; i++)
            {
                double sum = 0;
                for (int k = 0; k < d; k++)
                {
                    sum += left[(i * d) + k] * right[(k * d) + j];
                }

                column[i] = sum;
            }

            for (int i = 0; i < d; i++)
            {
                right[(i * d) + j] = column[i];
            }
        }
    }
}
