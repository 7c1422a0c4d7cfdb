using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;

namespace TorchDynInspect.Benchmarks.Proof;

/// <summary>Counts of regions on [−10, 10]^d proved in two ways: by a walk with certified signs, and by the independent proof; the best of several
/// runs.</summary>
internal static class ProofOnce
{
    private static readonly string[] Networks = ["2-16-16-1", "2-64-64-64-1", "3-32-32-32-1", "4-16-16-1", "5-8-8-1"];

    public static void Run(string folder, TextWriter output)
    {
        CellWalkOptions certified = new() { Evidence = EvidenceLevel.Certified };
        output.WriteLine("network         regions  certified walk ms (processor)  proof ms (processor)  in rationals  inner facets  boundary facets  Euler");
        foreach (string name in Networks)
        {
            Network network = NetworkFile.Read(Path.Combine(folder, $"relu-{name}-seed0.json"));
            CellDomain domain = new(Box.Cube(network.Inputs, -10, 10));
            string signs = Best(() => network.WalkCells(domain, () => new Ignore(), certified), out CellWalkResult<Ignore> cells);
            string proof = Best(() => network.CountRegions(domain, certified), out RegionCount count);
            if (count is not { Complete: true, Evidence: EvidenceLevel.Certified, Proof: { Failure: null } proved } || cells.Cells != count.Count)
            {
                output.WriteLine($"{name,-15} not proved: {count}; certified walk {cells.Cells}");
                continue;
            }

            output.WriteLine(
                $"{name,-15} {count.Count,-8} {signs,29}  {proof,20}  {proved.InRationals,12}  {proved.InnerFacets,12}  {proved.BoundaryFacets,15}  "
                + $"{proved.EulerCharacteristic,5}");
        }
    }

    // The least wall time, and the least processor time beside it, which other work on the machine disturbs less.
    private static string Best<T>(Func<T> run, out T result)
    {
        (double wall, double processor) = (double.PositiveInfinity, double.PositiveInfinity);
        result = run();
        for (int i = 0; i < 5; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            result = run();
            wall = Math.Min(wall, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        return $"{wall:f0} ({processor:f0})";
    }

    private sealed class Ignore : ICellVisitor
    {
        public void Visit(Cell cell)
        {
        }
    }
}
