using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;

namespace TorchDynInspect.Benchmarks.Cells;

/// <summary>A quick reading: the first run of the process, then the best of several, one line a network.</summary>
internal static class CellsOnce
{
    private static readonly string[] Networks = ["2-16-16-1", "2-64-64-64-1", "3-32-32-32-1", "4-16-16-1", "5-8-8-1"];

    public static void Run(string folder, string[] names, TextWriter output)
    {
        output.WriteLine("network         visitor   cells    first ms   best ms   regions/s   processor us/region");
        foreach (string name in names.Length > 0 ? names : Networks)
        {
            Network network = NetworkFile.Read(Path.Combine(folder, $"relu-{name}-seed0.json"));
            var domain = new CellDomain(Box.Cube(network.Inputs, -10, 10));
            Measure(name, "count", () => network.WalkCells(domain, () => new CountingVisitor()).Cells, output);
            Measure(name, "centroid", () => network.WalkCells(domain, () => new CentroidVisitor(network.Inputs, network.Outputs)).Cells, output);
        }
    }

    private static void Measure(string name, string visitor, Func<long> run, TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        long cells = run();
        double first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Stopwatch whole = Stopwatch.StartNew();
        while (whole.Elapsed.TotalSeconds < 1)
        {
            run();
        }

        TimeSpan before = Environment.CpuUsage.TotalTime;
        whole.Restart();
        double best = double.PositiveInfinity;
        int runs = 0;
        for (; runs < 10 || whole.Elapsed.TotalSeconds < 1.5; runs++)
        {
            start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / runs / cells;
        output.WriteLine($"{name,-15} {visitor,-9} {cells,-8} {first,8:f1}   {best,7:f2}   {cells / best * 1000,9:f0}   {processor,8:f3}");
    }
}
