using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.BranchAndPrune;

namespace TorchDynInspect.Benchmarks.BranchAndPrune;

/// <summary>Certified fixed points of x ↦ tanh(Wx) and two known systems: wall and processor time, the best of some rounds.</summary>
internal static class BoxesOnce
{
    private const int Rounds = 10;

    /// <summary>Runs every case.</summary>
    /// <param name="directory">The folder of tanh-recurrent-*.json.</param>
    /// <param name="output">Where to write.</param>
    public static void Run(string directory, TextWriter output)
    {
        string[] files = [.. Directory.GetFiles(directory, "*-recurrent-*.json").Order()];
        foreach (string file in files)
        {
            Network network = Read(file);
            Measure(Path.GetFileNameWithoutExtension(file), output, () =>
            {
                FixedPointResult result = network.FixedPoints(Box.Cube(network.Inputs, -2, 2), new FixedPointOptions { Method = FixedPointMethod.Boxes });
                return $"{result.Points.Length} fixed points, complete {result.Complete} ({result.Evidence})";
            });
        }

        Measure("Rastrigin, (-5,6)^2", output, () => Describe(new RastriginGradient().Zeros(Box.Cube(2, -5, 6))));
        double pi = Math.PI;
        Box rotor = new([-1.02 * pi, -1.02 * pi, -pi / 2, -pi / 2], [1.02 * pi, 1.02 * pi, pi / 2, pi / 2]);
        Measure("Smiley-Chun 5.5", output, () => Describe(new KickedRotor().Zeros(rotor)));
    }

    private static string Describe(ZeroSearchResult result) => $"{result.Zeros.Length} zeros, {result.Boxes} boxes, complete {result.Complete} ({result.Evidence})";

    private static void Measure(string name, TextWriter output, Func<string> run)
    {
        (double first, double wall, double processor) = (0, double.PositiveInfinity, double.PositiveInfinity);
        string answer = string.Empty;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Stopwatch clock = Stopwatch.StartNew();
            answer = run();
            double ms = clock.Elapsed.TotalMilliseconds;
            first = round == 0 ? ms : first;
            wall = Math.Min(wall, ms);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-26} wall {wall,8:F2} ms (first call {first:F0} ms), processor {processor,8:F2} ms: {answer}"));
    }

    private static Network Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement affine = document.RootElement.GetProperty("layers")[0];
        double[][] rows = [.. affine.GetProperty("weight").EnumerateArray().Select(row => row.EnumerateArray().Select(entry => entry.GetDouble()).ToArray())];
        return new Network(rows.Length, [new Dynamics.Networks.Affine(Matrix.FromRows(rows), new double[rows.Length]), new Elementwise(ActivationCatalogue.Create("tanh"))]);
    }
}
