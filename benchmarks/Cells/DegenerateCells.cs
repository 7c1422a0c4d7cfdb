using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using AffineLayer = TorchDynInspect.Dynamics.Networks.Affine;

namespace TorchDynInspect.Benchmarks.Cells;

/// <summary>Networks in special position: what signs in floating point and certified ones cost where many vertices lie on hyperplanes.</summary>
internal static class DegenerateCells
{
    private static readonly double[] Tenths = [0.1, 0.2, -0.3];

    public static void Run(TextWriter output)
    {
        output.WriteLine("network                  evidence    cells    undecided   best ms   processor us/region");
        Show("3-32-32-1, no biases", Dense(3, [32, 32], copies: 1), output);
        Show("3-24-24-1, in 2 copies", Dense(3, [24, 24], copies: 2), output);
        Show("hardtanh grids, d = 4", new Network(4, [new Elementwise(new Hardtanh(-1, 1)), new Elementwise(new Hardtanh(-0.5, 0.5))]), output);
        Show("200 lines in a point", Dense(2, [200], copies: 1), output);
        Show("rows that cancel", Cancelling(), output);
    }

    private static void Show(string name, Network network, TextWriter output)
    {
        foreach (EvidenceLevel evidence in new[] { EvidenceLevel.Numerical, EvidenceLevel.Certified })
        {
            CellWalkResult<CountingVisitor> Walk() =>
                network.WalkCells(new CellDomain(Box.Cube(network.Inputs, -2, 2)), () => new CountingVisitor(), new CellWalkOptions { Evidence = evidence });
            CellWalkResult<CountingVisitor> result = Walk();
            double best = double.PositiveInfinity;
            TimeSpan before = Environment.CpuUsage.TotalTime;
            const int Runs = 3;
            for (int i = 0; i < Runs; i++)
            {
                long start = Stopwatch.GetTimestamp();
                Walk();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            double processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Runs / result.Cells;
            output.WriteLine($"{name,-24} {evidence,-11} {result.Cells,-8} {result.Undecided,-9} {best,9:f1}   {processor,8:f2}");
        }
    }

    private static Network Dense(int inputs, int[] widths, int copies)
    {
        var random = new Random(7);
        List<Layer> layers = [];
        int from = inputs;
        foreach (int width in widths)
        {
            double[][] rows = [.. Enumerable.Range(0, width / copies).Select(_ => Row(random, from))];
            double[] bias = [.. rows.Select(_ => copies == 1 ? 0 : random.NextDouble() - 0.5)];
            layers.Add(new AffineLayer(Matrix.FromRows([.. Enumerable.Range(0, width).Select(i => rows[i / copies])]), [.. Enumerable.Range(0, width).Select(i => bias[i / copies])]));
            layers.Add(new Elementwise(new Relu()));
            from = width;
        }

        return new Network(inputs, [.. layers, new AffineLayer(Matrix.FromRows([Row(random, from)]), [0])]);
    }

    private static Network Cancelling()
    {
        var random = new Random(7);
        double[][] rows = [.. Enumerable.Range(0, 8).Select(_ => Row(random, 2))];
        double[] bias = [.. rows.Select(_ => random.NextDouble() - 0.5)];
        return new Network(2, [
            new AffineLayer(Matrix.FromRows([.. rows.SelectMany(row => Enumerable.Repeat(row, 3))]), [.. bias.SelectMany(b => Enumerable.Repeat(b, 3))]),
            new Elementwise(new Relu()),
            new AffineLayer(Matrix.FromRows([.. Enumerable.Range(0, 8).Select(_ => Row(random, 8).SelectMany(f => Tenths.Select(t => f * t)).ToArray())]), new double[8]),
            new Elementwise(new Relu()),
        ]);
    }

    private static double[] Row(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
}
