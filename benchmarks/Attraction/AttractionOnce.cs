using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Benchmarks.Attraction;

/// <summary>
/// Transition graphs and regions of attraction of ReLU networks with Gaussian weights (He scale times a gain, biases N(0, ¼)), the first seed whose network has an attracting
/// fixed point in the box.
/// </summary>
internal static class AttractionOnce
{
    private const int Rounds = 3;

    private static readonly (int[] Widths, double Gain, double Half)[] Workloads =
    [
        ([2, 10, 2], 1.2, 4),
        ([2, 32, 2], 1.2, 4),
        ([2, 16, 16, 2], 1.2, 4),
        ([2, 32, 32, 2], 1.2, 4),
        ([3, 16, 3], 1.1, 3),
        ([4, 10, 4], 1.1, 3),
    ];

    public static void Run(TextWriter output)
    {
        output.WriteLine("| network | seed | cells | edges | components | graph ms | steps | polytopes | merged | share of the box | end | region ms |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach ((int[] widths, double gain, double half) in Workloads)
        {
            Box box = Box.Cube(widths[0], -half, half);
            (Network network, FixedPoint point, int seed) = WithAttractor(widths, gain, box);
            (TransitionGraph graph, double graphTime) = Best(() => network.TransitionGraph(box));
            (RegionOfAttraction region, double regionTime) = Best(() => network.RegionOfAttraction(box, point.X.AsSpan(), new AttractionOptions { MostSteps = 40, MostPolytopes = 20_000 }));
            double whole = Math.Pow(2 * half, widths[0]);
            output.WriteLine(
                $"| {string.Join('-', widths)} | {seed} | {graph.Cells.Length} | {graph.Edges.Edges} | {graph.Morse.Nodes.Length} | {graphTime:F1} "
                + $"| {region.Shells[^1].Step} | {region.Shells.Sum(s => s.Polytopes.Length)} | {region.RegionAt(int.MaxValue).Length} "
                + $"| {region.Volume / whole:F4} | {region.End} | {regionTime:F1} |");
        }
    }

    private static (T Result, double Milliseconds) Best<T>(Func<T> run)
    {
        T result = run();
        double best = double.PositiveInfinity;
        for (int i = 0; i < Rounds; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            result = run();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return (result, best);
    }

    private static (Network Network, FixedPoint Point, int Seed) WithAttractor(int[] widths, double gain, Box box)
    {
        for (int seed = 0; ; seed++)
        {
            Network network = Gaussian(widths, gain, seed);
            foreach (FixedPoint point in network.FixedPoints(box).Points.Where(p => p.Stability == Stability.Attracting))
            {
                if (network.RegionOfAttraction(box, point.X.AsSpan(), new AttractionOptions { MostSteps = 0 }).Inner is not null)
                {
                    return (network, point, seed);
                }
            }
        }
    }

    private static Network Gaussian(int[] widths, double gain, int seed)
    {
        Random random = new(seed);
        double Gauss(double scale) => scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        List<Layer> layers = [];
        for (int l = 1; l < widths.Length; l++)
        {
            double scale = gain * Math.Sqrt(2.0 / widths[l - 1]);
            double[] weight = [.. Enumerable.Range(0, widths[l] * widths[l - 1]).Select(_ => Gauss(scale))];
            layers.Add(new TorchDynInspect.Dynamics.Networks.Affine(new Matrix(widths[l], widths[l - 1], weight), [.. Enumerable.Range(0, widths[l]).Select(_ => Gauss(0.5))]));
            if (l + 1 < widths.Length)
            {
                layers.Add(new Elementwise(new Relu()));
            }
        }

        return new Network(widths[0], layers);
    }
}
