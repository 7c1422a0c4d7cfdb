using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Flows;

namespace TorchDynInspect.Dynamics.Tests.Lyapunov;

public class MeanErrorTests
{
    [Fact]
    public void Batch_means_are_on_the_safe_side_on_Lorenz_and_closer_than_a_window_over_the_autocorrelation()
    {
        // The truth is the spread of the means over orbits that have nothing to do with each other.
        const int orbits = 24;
        double[][][] series = [.. Enumerable.Range(0, orbits).AsParallel().AsOrdered().Select(seed => Growth(seed, 2000, 0.1))];
        for (int k = 0; k < 3; k++)
        {
            double[][] growth = [.. series.Select(orbit => orbit[k])];
            double[] means = [.. growth.Select(values => values.Average())];
            double truth = Math.Sqrt(means.Sum(mean => (mean - means.Average()) * (mean - means.Average())) / (orbits - 1));
            double batches = Math.Sqrt(growth.Average(values => Math.Pow(MeanError.Of(values).Error, 2)));
            double window = Math.Sqrt(growth.Average(values => Math.Pow(WindowError(values, 5), 2)));
            Assert.InRange(batches / truth, 1, 15);
            Assert.True(window > 1.5 * batches);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(0)]
    public void The_error_of_a_moving_average_is_that_of_its_closed_form(double weight)
    {
        // x_n = e_n + w e_(n−1): N times the variance of the mean is (1 + w)². The largest of three estimates is a little above it.
        const int length = 4096;
        Random random = new(1);
        double sum = 0;
        for (int run = 0; run < 200; run++)
        {
            double[] noise = [.. Enumerable.Range(0, length + 1).Select(_ => (random.NextDouble() - 0.5) * Math.Sqrt(12))];
            sum += Math.Pow(MeanError.Of([.. Enumerable.Range(1, length).Select(n => noise[n] + (weight * noise[n - 1]))]).Error, 2) / 200;
        }

        Assert.InRange(Math.Sqrt(sum * length) / (1 + weight), 0.98, 1.25);
    }

    /// <summary>σ √(2τ/N) with τ = ½ + Σρ up to the first lag that is c τ or more.</summary>
    private static double WindowError(double[] values, double c)
    {
        double mean = values.Average();
        double variance = values.Average(x => (x - mean) * (x - mean));
        double tau = 0.5;
        for (int lag = 1; lag < values.Length && lag - 1 < c * tau; lag++)
        {
            double sum = 0;
            for (int n = 0; n + lag < values.Length; n++)
            {
                sum += (values[n] - mean) * (values[n + lag] - mean);
            }

            tau += sum / values.Length / variance;
        }

        return Math.Sqrt(Math.Max(0, 2 * tau) * variance / values.Length);
    }

    /// <summary>The logarithms of growth between orthogonalisations by Gram and Schmidt, one row an exponent.</summary>
    private static double[][] Growth(int seed, int count, double interval)
    {
        Random random = new(seed);
        VariationalSolver solver = new(new Lorenz(), new FlowSolver("dopri5"));
        double[] state = [1 + (5 * random.NextDouble()), 1 + (5 * random.NextDouble()), 20, 1, 0, 0, 0, 1, 0, 0, 0, 1];
        double[][] growth = [.. Enumerable.Range(0, 3).Select(_ => new double[count])];
        for (int n = -200; n < count; n++)
        {
            solver.Integrate(state, interval);
            for (int k = 0; k < 3; k++)
            {
                Span<double> column = state.AsSpan(3 + (3 * k), 3);
                for (int j = 0; j < k; j++)
                {
                    Span<double> before = state.AsSpan(3 + (3 * j), 3);
                    double share = (column[0] * before[0]) + (column[1] * before[1]) + (column[2] * before[2]);
                    for (int i = 0; i < 3; i++)
                    {
                        column[i] -= share * before[i];
                    }
                }

                double length = Math.Sqrt((column[0] * column[0]) + (column[1] * column[1]) + (column[2] * column[2]));
                for (int i = 0; i < 3; i++)
                {
                    column[i] /= length;
                }

                if (n >= 0)
                {
                    growth[k][n] = Math.Log(length);
                }
            }
        }

        return growth;
    }
}
