using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using AffineLayer = TorchDynInspect.Dynamics.Networks.Affine;

namespace TorchDynInspect.Benchmarks.Cells;

/// <summary>A network of more than ten million cells, 3-224-224-1 with torch's initialisation, and the memory that the whole process takes at most.</summary>
internal static class ManyCells
{
    private const int Width = 224;

    public static void Run(TextWriter output)
    {
        var random = new Random(1);
        Network network = new(
            3,
            [
                Layer(random, 3, Width), new Elementwise(new Relu()),
                Layer(random, Width, Width), new Elementwise(new Relu()),
                Layer(random, Width, 1),
            ]);
        long start = Stopwatch.GetTimestamp();
        CellWalkResult<CountingVisitor> result = network.WalkCells(new CellDomain(Box.Cube(3, -10, 10)), () => new CountingVisitor());
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using Process process = Process.GetCurrentProcess();
        output.WriteLine(
            $"{result.Cells} cells (complete: {result.Complete}) in {seconds:f1} s, {result.Cells / seconds:f0} regions/s, "
            + $"{Environment.CpuUsage.TotalTime.TotalMicroseconds / result.Cells:f3} us/region, peak {process.PeakWorkingSet64 / 1048576.0:f0} MiB");
    }

    private static AffineLayer Layer(Random random, int inputs, int outputs)
    {
        double bound = 1 / Math.Sqrt(inputs);
        double[] weight = [.. Enumerable.Range(0, inputs * outputs).Select(_ => ((2 * random.NextDouble()) - 1) * bound)];
        double[] bias = [.. Enumerable.Range(0, outputs).Select(_ => ((2 * random.NextDouble()) - 1) * bound)];
        return new AffineLayer(new Matrix(outputs, inputs, weight), bias);
    }
}
