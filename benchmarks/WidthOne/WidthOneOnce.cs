using System.Diagnostics;
using System.Globalization;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.WidthOne;
using TorchDynInspect.Dynamics.WidthOne;

namespace TorchDynInspect.Benchmarks.WidthOne;

/// <summary>Random chains of class F, the generator of the tests: how many fixed points each has, and how many counts stay undecided.</summary>
public static class WidthOneOnce
{
    public static int Run(int chains, int firstSeed, TextWriter output)
    {
        int[] counts = new int[4];
        (int cycles, int undecided, int contradictions) = (0, 0, 0);
        Stopwatch clock = Stopwatch.StartNew();
        for (int seed = firstSeed; seed < firstSeed + chains; seed++)
        {
            Network network = Chains.Random(new Random(seed), Chains.Members);
            WidthOneResult found = network.WidthOne();
            if (found.Theory.Agrees == false)
            {
                contradictions++;
                output.WriteLine($"seed {seed}: {found.Theory.Observed}");
            }
            else if (!found.Complete)
            {
                undecided++;
                output.WriteLine($"seed {seed}: {found.Theory.Observed}");
            }
            else
            {
                counts[found.Points.Length]++;
                cycles += found.Cycles.Length;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{chains} chains: 0, 1, 2, 3 fixed points {string.Join(", ", counts)} times; {cycles} 2-cycles; {undecided} undecided; {contradictions} against the theorem; {clock.Elapsed.TotalSeconds:F2} s"));
        return contradictions == 0 ? 0 : 1;
    }
}
