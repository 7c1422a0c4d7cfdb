using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>
/// Descends ‖f^k(x) − x‖² from many starts at once by Levenberg and Marquardt's steps, (JᵀJ + μI) δ = −JᵀF: where Newton's direction is useless, near a singular
/// Jacobian, it turns into the gradient's. It ends at better starts for <see cref="NewtonBatch"/>, which decides what is a fixed point.
/// </summary>
/// <param name="map">f^k.</param>
/// <param name="iterations">Steps at most.</param>
internal sealed class LevenbergMarquardtBatch(IteratedMap map, int iterations)
{
    /// <summary>A residual from which Newton's method finishes alone.</summary>
    private const double GoodEnough = 1e-6;

    private const double LargestDamping = 1e12;

    private readonly int d = map.Dimension;
    private readonly LuFactors factors = new(map.Dimension);

    /// <summary>The points where the descent ended, N × d.</summary>
    /// <param name="starts">N × d.</param>
    /// <param name="stop">Asked before each batch; true ends the run where it is.</param>
    public double[] Run(ReadOnlySpan<double> starts, Func<bool> stop)
    {
        int n = starts.Length / d;
        double[] x = starts.ToArray();
        double[] trial = starts.ToArray();
        double[] values = new double[n * d];
        double[] jacobians = new double[n * d * d];
        double[][] residual = new double[n][];
        double[][] jacobian = new double[n][];
        double[] merit = new double[n];
        double[] damping = new double[n];
        merit.AsSpan().Fill(double.PositiveInfinity);
        damping.AsSpan().Fill(1e-2);
        List<int> open = [.. Enumerable.Range(0, n)];
        for (int step = 0; step <= iterations && open.Count > 0 && !stop(); step++)
        {
            double[] packed = [.. open.SelectMany(i => trial[(i * d)..((i + 1) * d)])];
            map.Evaluate(packed, values, jacobians);
            List<int> kept = [];
            for (int a = 0; a < open.Count; a++)
            {
                int i = open[a];
                double[] f = new double[d];
                double size = 0;
                for (int j = 0; j < d; j++)
                {
                    f[j] = values[(a * d) + j] - trial[(i * d) + j];
                    size += f[j] * f[j];
                }

                if (size < merit[i] && !jacobians.AsSpan(a * d * d, d * d).ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
                {
                    trial.AsSpan(i * d, d).CopyTo(x.AsSpan(i * d));
                    (merit[i], residual[i], jacobian[i]) = (size, f, jacobians.AsSpan(a * d * d, d * d).ToArray());
                    damping[i] /= 8;
                }
                else
                {
                    damping[i] = 4 * Math.Max(damping[i], 1e-12);
                }

                if (merit[i] > GoodEnough * GoodEnough && double.IsFinite(merit[i]) && damping[i] < LargestDamping)
                {
                    Step(x.AsSpan(i * d, d), residual[i], jacobian[i], damping[i] * Math.Sqrt(merit[i]), trial.AsSpan(i * d, d));
                    kept.Add(i);
                }
            }

            open = kept;
        }

        return x;
    }

    /// <summary>trial := x + δ.</summary>
    private void Step(ReadOnlySpan<double> x, double[] f, double[] jacobian, double damping, Span<double> trial)
    {
        double[] normal = new double[d * d];
        double[] right = new double[d];
        for (int k = 0; k < d; k++)
        {
            jacobian.AsSpan(k * d, d).CopyTo(trial);
            trial[k] -= 1;
            for (int i = 0; i < d; i++)
            {
                right[i] -= trial[i] * f[k];
                for (int j = 0; j < d; j++)
                {
                    normal[(i * d) + j] += trial[i] * trial[j];
                }
            }
        }

        for (int i = 0; i < d; i++)
        {
            normal[(i * d) + i] += damping;
        }

        factors.Factor(normal);
        factors.Solve(right);
        for (int i = 0; i < d; i++)
        {
            trial[i] = x[i] + right[i];
        }
    }
}
