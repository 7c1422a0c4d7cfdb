using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Oscillations;

/// <summary>Exact maps of [0, 1] onto itself.</summary>
internal static class RandomIntervalMaps
{
    /// <summary>A random network's graph over an interval, stretched exactly onto the unit square.</summary>
    public static PiecewiseLinearIntervalMap OfNetwork(Random random, params int[] widths)
    {
        while (true)
        {
            Network network = IntervalNetworks.Random(random, "relu", widths);
            PiecewiseLinearIntervalMap graph = new IntervalMapSweep(network).Over(-2, 2);
            (Rational low, Rational high) = graph.Image(-2, 2);
            if (low != high)
            {
                return new PiecewiseLinearIntervalMap(
                    [.. graph.Breakpoints.Select(x => (x + 2) / 4)], [.. graph.Values.Select(y => (y - low) / (high - low))]);
            }
        }
    }

    /// <summary>A polygon with small rational corners, plateaus now and then.</summary>
    public static PiecewiseLinearIntervalMap Polygon(Random random, int corners, int grid = 12)
    {
        Rational[] x = [.. Enumerable.Range(1, grid - 1).OrderBy(_ => random.Next()).Take(corners).Order().Select(i => new Rational(i, grid))];
        Rational[] y = [.. Enumerable.Range(0, corners + 2).Select(_ => new Rational(random.Next(grid + 1), grid))];
        for (int i = 1; i < y.Length; i++)
        {
            y[i] = random.Next(4) == 0 ? y[i - 1] : y[i];
        }

        return new PiecewiseLinearIntervalMap([0, .. x, 1], [.. y]);
    }

    /// <summary>s·min(x, 1 − x) on [0, 1].</summary>
    public static PiecewiseLinearIntervalMap Tent(Rational s) => new([0, new(1, 2), 1], [0, s / 2, 0]);
}
