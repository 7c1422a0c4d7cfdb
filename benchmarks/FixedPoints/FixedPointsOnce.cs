using System.Diagnostics;
using System.Globalization;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;

namespace TorchDynInspect.Benchmarks.FixedPoints;

/// <summary>All fixed points of piecewise-linear networks with proof: the recurrent networks of data/networks, larger ones, and random multilayer networks; best of three.</summary>
internal static class FixedPointsOnce
{
    public static void Run(string networks, TextWriter output)
    {
        output.WriteLine("network                          box     points  cycles  proved  seconds  (one worker)");
        foreach (int units in new[] { 10, 20, 30 })
        {
            for (int seed = 0; seed < 5; seed++)
            {
                string name = $"plrnn-{units}-seed{seed}";
                Measure(name, NetworkFile.Read(Path.Combine(networks, name + ".json")), 100, 1, output);
            }
        }

        foreach (int units in new[] { 40, 50 })
        {
            for (int seed = 0; seed < 3; seed++)
            {
                Measure($"plrnn-{units} (seed {seed})", Recurrent(units, new Random(seed)), 100, 1, output);
            }
        }

        foreach (string widths in new[] { "2-16-16-2", "2-64-64-2", "2-64-64-64-2", "3-32-32-3", "4-64-4", "5-64-5", "8-32-8", "10-50-10" })
        {
            Measure($"{widths} relu (seed 1)", Perceptron(widths, new Random(1)), 10, 1, output);
        }

        foreach (string widths in new[] { "2-10-2", "2-32-32-2" })
        {
            Measure($"{widths} relu, period 5", Perceptron(widths, new Random(1)), 10, 5, output);
        }
    }

    private static void Measure(string name, Network network, double half, int period, TextWriter output)
    {
        Box box = Box.Cube(network.Inputs, -half, half);
        (FixedPointResult result, double both) = Best(network, box, period, 0);
        (_, double one) = Best(network, box, period, 1);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-32} ±{half,-5}  {result.Points.Length,6}  {result.Cycles.Length,6}  {(result.Complete ? "yes" : "no"),6}  {both,7:F3}  {one,7:F3}"));
    }

    private static (FixedPointResult Result, double Seconds) Best(Network network, Box box, int period, int workers)
    {
        FixedPointResult? result = null;
        double best = double.PositiveInfinity;
        for (int run = 0; run < 3 && !(best > 10 && result is not null); run++)
        {
            long start = Stopwatch.GetTimestamp();
            result = network.FixedPoints(
                box, new FixedPointOptions { Method = FixedPointMethod.Cells, Period = period, Workers = workers, Budget = TimeSpan.FromSeconds(30) });
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (result!, best);
    }

    /// <summary>The family of data/networks/plrnn.py with another generator: z ↦ Az + W relu(z) + h, A = diag U(0, 0.9), W ~ U(−0.5, 0.5), h ~ N(0, 1).</summary>
    private static Network Recurrent(int m, Random random)
    {
        double[] stacked = new double[2 * m * m];
        double[] weight = new double[2 * m * m];
        for (int i = 0; i < m; i++)
        {
            stacked[(i * m) + i] = stacked[((m + i) * m) + i] = 1;
            weight[(i * 2 * m) + i] = 0.9 * random.NextDouble();
            for (int j = 0; j < m; j++)
            {
                weight[(i * 2 * m) + m + j] = random.NextDouble() - 0.5;
            }
        }

        double[] bias = [.. Enumerable.Range(0, m).Select(_ => Normal(random))];
        Activation identity = ActivationCatalogue.Create("identity");
        Activation relu = ActivationCatalogue.Create("relu");
        return new Network(
            m,
            [
                new Dynamics.Networks.Affine(new Matrix(2 * m, m, stacked), new double[2 * m]),
                new Elementwise([.. Enumerable.Repeat(identity, m), .. Enumerable.Repeat(relu, m)]),
                new Dynamics.Networks.Affine(new Matrix(m, 2 * m, weight), bias),
            ]);
    }

    /// <summary>W ~ 1.5·N(0, 1/fan-in), b ~ N(0, ¼).</summary>
    private static Network Perceptron(string text, Random random)
    {
        int[] widths = [.. text.Split('-').Select(int.Parse)];
        List<Layer> layers = [];
        for (int l = 0; l + 1 < widths.Length; l++)
        {
            double[] weight = [.. Enumerable.Range(0, widths[l] * widths[l + 1]).Select(_ => 1.5 * Normal(random) / Math.Sqrt(widths[l]))];
            double[] bias = [.. Enumerable.Range(0, widths[l + 1]).Select(_ => 0.5 * Normal(random))];
            layers.Add(new Dynamics.Networks.Affine(new Matrix(widths[l + 1], widths[l], weight), bias));
            if (l + 2 < widths.Length)
            {
                layers.Add(new Elementwise(ActivationCatalogue.Create("relu")));
            }
        }

        return new Network(widths[0], layers);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
