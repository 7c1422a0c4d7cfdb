using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;

namespace TorchDynInspect.Benchmarks.CriticalPoints;

/// <summary>All critical points of the tanh networks that tanh_networks.py writes, each search timed, beside what multi-start Newton finds.</summary>
public static class CriticalPointsOnce
{
    public static int Run(string directory, TextWriter output)
    {
        using JsonDocument newton = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "newton.json")));
        (int networks, int incomplete, int missing, int uncertified, int points) = (0, 0, 0, 0, 0);
        List<double> times = [];

        // The first search also pays for just-in-time compilation; it is made twice.
        _ = Search(directory, "0");
        foreach (JsonProperty reference in newton.RootElement.EnumerateObject())
        {
            Stopwatch clock = Stopwatch.StartNew();
            CriticalPointResult found = Search(directory, reference.Name);
            times.Add(clock.Elapsed.TotalMilliseconds);
            networks++;
            points += found.Points.Length;
            incomplete += found.Complete ? 0 : 1;
            uncertified += found.Points.Count(point => point is not { Evidence: EvidenceLevel.Certified, Index: not null, Degenerate: false });
            missing += reference.Value.EnumerateArray().Count(x => !found.Points.Any(point => Distance(point, x) < 1e-7));
        }

        times.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{networks} networks, {points} critical points, {uncertified} of them not certified with an index; {incomplete} searches incomplete; {missing} of Newton's points missing"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ms a network: median {times[times.Count / 2]:F1}, worst {times[^1]:F1}, together {times.Sum():F0}"));
        return incomplete + missing + uncertified == 0 ? 0 : 1;
    }

    private static CriticalPointResult Search(string directory, string seed)
    {
        Network network = NetworkFile.Read(Path.Combine(directory, $"tanh-2-16-16-1-seed{seed}.json"));
        return network.CriticalPoints(Box.Cube(2, -5, 5));
    }

    private static double Distance(CriticalPoint point, JsonElement x) => Math.Max(Math.Abs(point.X[0] - x[0].GetDouble()), Math.Abs(point.X[1] - x[1].GetDouble()));
}
