using System.Diagnostics;
using TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

namespace TorchDynInspect.Benchmarks.Fuzz;

/// <summary>
/// Random small networks of every supported kind: the patterns that the walks list, in floating point and with certified signs, and the proved count,
/// against a brute force in
/// exact rationals that shares no code with them.
/// </summary>
internal static class RegionFuzz
{
    /// <returns>The number of networks with a difference.</returns>
    public static int Run(int networks, int firstSeed, TextWriter output)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Lock gate = new();
        (long regions, long programs, int missed, int failures) = (0, 0, 0, 0);
        Parallel.For(firstSeed, firstSeed + networks, seed =>
        {
            Comparison result;
            try
            {
                result = WalkComparison.Run(seed);
            }
            catch (InvalidOperationException e)
            {
                result = new Comparison(0, 0, 0, $"seed {seed}: {e.Message} ({RandomNetwork.Create(seed)})");
            }

            lock (gate)
            {
                regions += result.Regions;
                missed += result.Missed;
                programs += result.Programs;
                failures += result.Difference is null ? 0 : 1;
                if (result.Difference is { } difference)
                {
                    output.WriteLine(difference);
                }
            }
        });
        output.WriteLine(
            $"{networks - failures} of {networks} networks agree (seeds from {firstSeed}), {regions} regions, "
            + $"{missed} of them beyond floating point and found by the proof, {programs} linear programs, "
            + $"{clock.Elapsed.TotalSeconds:f1} s");
        return failures;
    }
}
