using BenchmarkDotNet.Running;
using TorchDynInspect.Benchmarks.Affine;
using TorchDynInspect.Benchmarks.Attraction;
using TorchDynInspect.Benchmarks.Bounds;
using TorchDynInspect.Benchmarks.BranchAndPrune;
using TorchDynInspect.Benchmarks.Cells;
using TorchDynInspect.Benchmarks.CriticalPoints;
using TorchDynInspect.Benchmarks.Entropy;
using TorchDynInspect.Benchmarks.FixedPoints;
using TorchDynInspect.Benchmarks.Flows;
using TorchDynInspect.Benchmarks.Fuzz;
using TorchDynInspect.Benchmarks.PeriodicOrbits;
using TorchDynInspect.Benchmarks.Proof;
using TorchDynInspect.Benchmarks.WidthOne;

switch (args)
{
    case ["affine", "--once"]:
        AffineOnce.Run(Console.Out);
        return 0;
    case ["affine", "--serve"]:
        AffineServer.Run(Console.In, Console.Out);
        return 0;
    case ["flows", "--serve"]:
        FlowServer.Run(Console.In, Console.Out);
        return 0;
    case ["flows"]:
        FlowsOnce.Run(Console.Out);
        return 0;
    case ["orbits"]:
        OrbitsOnce.Run(Console.Out);
        return 0;
    case ["cells", "--degenerate"]:
        DegenerateCells.Run(Console.Out);
        return 0;
    case ["cells", "--once", .. string[] rest]:
        CellsOnce.Run(rest.Length > 0 ? rest[0] : "data/networks", rest.Length > 1 ? rest[1..] : [], Console.Out);
        return 0;
    case ["cells", "--many"]:
        ManyCells.Run(Console.Out);
        return 0;
    case ["attraction"]:
        AttractionOnce.Run(Console.Out);
        return 0;
    case ["critical-points", string directory]:
        return CriticalPointsOnce.Run(directory, Console.Out);
    case ["entropy", .. string[] rest]:
        EntropyOnce.Run(rest.Length > 0 ? int.Parse(rest[0]) : 200, Console.Out);
        return 0;
    case ["fixed-points", .. string[] rest]:
        FixedPointsOnce.Run(rest.Length > 0 ? rest[0] : "data/networks", Console.Out);
        return 0;
    case ["width-one", .. string[] rest]:
        return WidthOneOnce.Run(rest.Length > 0 ? int.Parse(rest[0]) : 10_000, rest.Length > 1 ? int.Parse(rest[1]) : 0, Console.Out);
    case ["fuzz", "spectra", .. string[] rest]:
        return Math.Min(1, SpectrumFuzz.Run(
            rest.Length > 0 ? double.Parse(rest[0]) : 60, rest.Length > 1 ? int.Parse(rest[1]) : Environment.TickCount, Console.Out));
    case ["proof", "--once", .. string[] rest]:
        ProofOnce.Run(rest.Length > 0 ? rest[0] : "data/networks", Console.Out);
        return 0;
    case ["fuzz", "regions", .. string[] rest]:
        return Math.Min(1, RegionFuzz.Run(rest.Length > 0 ? int.Parse(rest[0]) : 500, rest.Length > 1 ? int.Parse(rest[1]) : 0, Console.Out));
    case ["fuzz", "intervals", .. string[] rest]:
        return Math.Min(1, IntervalFuzz.Run(
            rest.Length > 0 ? int.Parse(rest[0]) : 1_000_000, rest.Length > 1 ? int.Parse(rest[1]) : Environment.TickCount, Console.Out));
    case ["boxes", .. string[] rest]:
        BoxesOnce.Run(rest.Length > 0 ? rest[0] : "data/networks", Console.Out);
        return 0;
    case ["bounds", .. string[] rest]:
        BoundsOnce.Run(rest.Length > 0 ? rest[0] : "data/networks", Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(AffineBenchmark).Assembly).Run(args);
        return 0;
}
