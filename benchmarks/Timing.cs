using System.Diagnostics;

namespace TorchDynInspect.Benchmarks;

/// <summary>How long code takes.</summary>
internal static class Timing
{
    /// <summary>The best wall time of enough runs to fill about a second, and the mean processor time of a run over all threads, in milliseconds.</summary>
    public static (double Wall, double Processor) Best(Func<object> run)
    {
        Stopwatch whole = Stopwatch.StartNew();
        while (whole.Elapsed.TotalSeconds < 0.5)
        {
            run();
        }

        TimeSpan before = Environment.CpuUsage.TotalTime;
        whole.Restart();
        double best = double.PositiveInfinity;
        int runs = 0;
        for (; runs < 10 || whole.Elapsed.TotalSeconds < 1; runs++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / runs);
    }
}
