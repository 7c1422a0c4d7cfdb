using System.Diagnostics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Benchmarks.Affine;

/// <summary>A quick reading: the best of several runs after warming up, one line a workload.</summary>
internal static class AffineOnce
{
    public static void Run(TextWriter output)
    {
        output.WriteLine("d-h     activation form     total ms   maps ms   spectra ms   (processor ms: maps, spectra)");
        foreach ((int d, int h) in new[] { (2, 32), (8, 64), (32, 128) })
        {
            foreach (string activation in new[] { "relu", "tanh" })
            {
                AffineWorkload workload = AffineWorkload.Create(d, h, activation);
                foreach (AffineForm form in new[] { AffineForm.Tangent, AffineForm.Secant })
                {
                    AffineMapBatch maps = workload.Network.AffineMaps(workload.Points, form);
                    (double total, _) = Best(() => workload.Run(form));
                    (double alone, double mapsWork) = Best(() => workload.Network.AffineMaps(workload.Points, form));
                    (double spectra, double spectraWork) = Best(() => maps.Spectra());
                    output.WriteLine($"{d + "-" + h,-7} {activation,-10} {form,-8} {total,8:f2}  {alone,8:f2}     {spectra,8:f2}  {mapsWork,8:f2} {spectraWork,8:f2}");
                }
            }
        }
    }

    /// <summary>The best wall time of enough runs to fill about a second, and the mean processor time of a run over all threads, in milliseconds.</summary>
    private static (double Wall, double Processor) Best(Func<object> run)
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
