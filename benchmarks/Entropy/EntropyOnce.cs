using System.Diagnostics;
using System.Globalization;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Benchmarks.Entropy;

/// <summary>Entropy of the maps of theory §3 and of random networks: bounds, nodes, milliseconds; and how long a network takes to become a polygon.</summary>
public static class EntropyOnce
{
    public static void Run(int networks, TextWriter output)
    {
        Row("warm-up", IntervalNetworks.Tent(1.9), TextWriter.Null);
        Row("warm-up", new LogisticMap(3.7), TextWriter.Null);
        foreach (double s in new[] { 0.9, 1, 1.001, 1.01, 1.05, 1.2, Math.Sqrt(2), 1.5, 1.75, 1.999, 2 })
        {
            Row($"tent {s:G5}", IntervalNetworks.Tent(s), output);
        }

        Row("period three", IntervalNetworks.PeriodThree, output);
        Row("zigzag", IntervalNetworks.Ramps(0, 3, (1.0 / 3, -6), (2.0 / 3, 6)), output);
        foreach (double r in new[] { 3.5, 3.6, 3.8, 3.85, 3.9, 3.999, 4 })
        {
            Row($"logistic {r}", new LogisticMap(r), output);
        }

        // Twice: the first time shows what a cold program takes.
        foreach (string state in new[] { "cold", "warm" })
        {
            Random tanh = new(3);
            foreach (int i in Enumerable.Range(0, 12))
            {
                Row($"tanh {i} {state}", IntervalNetworks.SmoothSelfMap(tanh, "tanh", 1, 16, 16, 1), output);
            }
        }

        foreach (int[] widths in new int[][] { [1, 16, 16, 1], [1, 64, 64, 1], [1, 64, 64, 64, 1] })
        {
            Network network = IntervalNetworks.Random(new Random(1), "relu", widths);
            Stopwatch clock = Stopwatch.StartNew();
            PiecewiseLinearIntervalMap map = new IntervalMapSweep(network).Over(-2, 2);
            output.WriteLine(Text($"polygon of {string.Join('-', widths)}: {map.Pieces.Length} pieces, {clock.Elapsed.TotalMilliseconds:F1} ms"));
        }

        Random random = new(6);
        List<(double Gap, double Milliseconds, bool Closed)> all = [];
        for (int i = 0; i < networks; i++)
        {
            all.Add(Row($"random {i}", IntervalNetworks.SelfMap(random, "relu", 1, 16, 16, 1), output));
        }

        output.WriteLine(Text(
            $"{networks} random 1-16-16-1: {all.Count(r => r.Closed)} closed, largest gap {all.Max(r => r.Gap):G3}, above 1e-6 {all.Count(r => r.Gap > 1e-6)}, above 1e-9 {all.Count(r => r.Gap > 1e-9)}; median {all.Select(r => r.Milliseconds).Order().ElementAt(networks / 2):F1} ms, largest {all.Max(r => r.Milliseconds):F1} ms"));
    }

    private static (double Gap, double Milliseconds, bool Closed) Row(string name, Network network, TextWriter output) =>
        Row(name, () => network.TopologicalEntropy((0, 1)), output);

    private static void Row(string name, IEnclosedFunction function, TextWriter output) => Row(name, () => function.TopologicalEntropy((0, 1)), output);

    private static (double Gap, double Milliseconds, bool Closed) Row(string name, Func<EntropyResult> entropy, TextWriter output)
    {
        Stopwatch clock = Stopwatch.StartNew();
        EntropyResult found = entropy();
        double time = clock.Elapsed.TotalMilliseconds;
        output.WriteLine(Text(
            $"{name,-14} laps {found.Laps,3} h in [{found.Lower:F15}, {found.Upper:F15}] gap {found.Upper - found.Lower:G3} {(found.Closed ? $"closed, degree {found.Polynomial.Length - 1}" : "open")} nodes {found.Nodes} {time:F1} ms"));
        return (found.Upper - found.Lower, time, found.Closed);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
