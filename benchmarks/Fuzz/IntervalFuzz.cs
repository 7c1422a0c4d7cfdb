using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Tests.Bounds;
using TorchDynInspect.Dynamics.Tests.Intervals;

namespace TorchDynInspect.Benchmarks.Fuzz;

/// <summary>
/// Random interval operations against exact and 320-bit arithmetic, with the oracles of the tests: half of the count on + − · / √ and powers, a quarter on elementary
/// functions, a quarter on the activations (six enclosures each), and a hundredth on bounds of networks.
/// </summary>
internal static class IntervalFuzz
{
    /// <returns>The number of escapes.</returns>
    public static int Run(int count, int seed, TextWriter output)
    {
        Activation[] activations = [.. ActivationCatalogue.Names.Where(IsFixed).Select(name => ActivationCatalogue.Create(name))];
        int each = count / 4 / activations.Length;
        int escapes = 0;
        escapes += Part($"{count / 2} operations", () => IntervalOracle.Algebra(count / 2, seed));
        escapes += Part($"{count / 4} elementary functions", () => IntervalOracle.Functions(count / 4, seed));
        escapes += Part(
            $"{each * activations.Length} intervals of {activations.Length} activations",
            () => [.. activations.SelectMany(s => EnclosureOracle.Escapes(s, each, seed))]);
        Random random = new(seed);
        Activation[] bounded = [.. activations.Where(s => s is not Exp)];
        escapes += Part(
            $"{count / 100} points in {count / 500} networks, first derivatives",
            () => [.. Enumerable.Range(0, count / 500).SelectMany(i => NetworkOracle.Escapes(bounded[i % bounded.Length], random, 5))]);
        escapes += Part(
            $"{count / 100} points in {count / 500} networks, second derivatives",
            () => [.. Enumerable.Range(0, count / 500).SelectMany(i => NetworkOracle.SecondOrderEscapes(bounded[i % bounded.Length], random, 5))]);
        output.WriteLine($"{escapes} escapes, seed {seed}");
        return escapes;

        int Part(string what, Func<List<string>> run)
        {
            Stopwatch clock = Stopwatch.StartNew();
            List<string> found = run();
            output.WriteLine($"{what}: {found.Count} escapes, {clock.Elapsed.TotalSeconds:f1} s");
            foreach (string escape in found.Take(20))
            {
                output.WriteLine("  " + escape);
            }

            return found.Count;
        }
    }

    private static bool IsFixed(string name) => name != "piecewise_linear";
}
