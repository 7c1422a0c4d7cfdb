namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>The mean of a stationary correlated series with its standard error.</summary>
internal static class MeanError
{
    private const int Batches = 32;

    /// <summary>Mean, standard error and integrated autocorrelation time in steps. O(N · correlation time).</summary>
    /// <param name="values">N numbers.</param>
    public static (double Mean, double Error, double CorrelationTime) Of(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        if (double.IsInfinity(mean) || double.IsNaN(mean))
        {
            return (mean, 0, 0);
        }

        double variance = 0;
        foreach (double x in values)
        {
            variance += (x - mean) * (x - mean);
        }

        variance /= values.Length;
        double time = variance > 0 ? CorrelationTime(values, mean, variance) : 0.5;
        double correlated = Math.Sqrt(2 * time * variance / values.Length);
        return (mean, Math.Max(correlated, BatchError(values, mean)), time);
    }

    /// <summary>The mean by a compensated sum: sums of 10⁶ terms are compared at 10⁻¹².</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        (double sum, double lost) = (0, 0);
        foreach (double x in values)
        {
            double next = sum + x;
            lost += Math.Abs(sum) >= Math.Abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }

        return (double.IsFinite(lost) ? sum + lost : sum) / values.Length;
    }

    /// <summary>½ + Σ ρ(t) up to the first window W ≥ 5 τ (Sokal, Monte Carlo methods in statistical mechanics, 1996); at least a twentieth, for alternating series.</summary>
    private static double CorrelationTime(ReadOnlySpan<double> values, double mean, double variance)
    {
        double time = 0.5;
        for (int lag = 1; lag < values.Length / 4; lag++)
        {
            double sum = 0;
            for (int t = lag; t < values.Length; t++)
            {
                sum += (values[t] - mean) * (values[t - lag] - mean);
            }

            time += sum / (values.Length - lag) / variance;
            if (lag >= 5 * time)
            {
                break;
            }
        }

        return Math.Max(time, 0.05);
    }

    private static double BatchError(ReadOnlySpan<double> values, double mean)
    {
        int batches = Math.Min(Batches, values.Length);
        if (batches < 2)
        {
            return 0;
        }

        double sum = 0;
        for (int b = 0; b < batches; b++)
        {
            int from = (int)((long)b * values.Length / batches);
            int to = (int)((long)(b + 1) * values.Length / batches);
            double off = Mean(values[from..to]) - mean;
            sum += off * off;
        }

        return Math.Sqrt(sum / (batches * (double)(batches - 1)));
    }
}
