using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;

namespace TorchDynInspect.Benchmarks.Proof;

/// <summary>Counts of regions on [−10, 10]^d three ways: in floating point, with certified signs, and with the independent proof; the best of several runs.</summary>
internal static class ProofOnce
{
    private static readonly string[] Networks = ["2-16-16-1", "2-64-64-64-1", "3-32-32-32-1", "4-16-16-1", "5-8-8-1"];

    public static void Run(string folder, TextWriter output)
    {
        CellWalkOptions certified = new() { Evidence = EvidenceLevel.Certified };
        output.WriteLine("network         regions  walk ms  certified walk ms  proof ms  in rationals  inner facets  boundary facets  Euler  memory MB");
        foreach (string name in Networks)
        {
            Network network = NetworkFile.Read(Path.Combine(folder, $"relu-{name}-seed0.json"));
            CellDomain domain = new(Box.Cube(network.Inputs, -10, 10));
            double walk = Best(() => network.CountRegions(domain), out _);
            double signs = Best(() => network.WalkCells(domain, () => new Ignore(), certified), out CellWalkResult<Ignore> cells);
            double proof = Best(() => network.CountRegions(domain, certified), out RegionCount count);
            if (count is not { Complete: true, Evidence: EvidenceLevel.Certified, Proof: { Failure: null } proved } || cells.Cells != count.Count)
            {
                output.WriteLine($"{name,-15} not proved: {count}; certified walk {cells.Cells}");
                continue;
            }

            output.WriteLine(
                $"{name,-15} {count.Count,-8} {walk,7:f1}  {signs,17:f0}  {proof,8:f0}  {proved.InRationals,12}  {proved.InnerFacets,12}  {proved.BoundaryFacets,15}  "
                + $"{proved.EulerCharacteristic,5}  {Environment.WorkingSet >> 20,9}");
        }
    }

    private static double Best<T>(Func<T> run, out T result)
    {
        double best = double.PositiveInfinity;
        result = run();
        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            result = run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private sealed class Ignore : ICellVisitor
    {
        public void Visit(Cell cell)
        {
        }
    }
}
