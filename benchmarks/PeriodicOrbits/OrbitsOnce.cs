using System.Diagnostics;
using System.Globalization;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Tests.Flows;

namespace TorchDynInspect.Benchmarks.PeriodicOrbits;

/// <summary>Closed orbits and Lyapunov exponents of known fields and of a tanh network: what was found, and how long it took.</summary>
public static class OrbitsOnce
{
    public static void Run(TextWriter output)
    {
        Orbits("warm-up", new VanDerPol(1), Box.Cube(2, -3, 3), new PeriodicOrbitOptions { Starts = 4 }, TextWriter.Null);
        Orbits("van der Pol, mu = 1", new VanDerPol(1), Box.Cube(2, -3, 3), new PeriodicOrbitOptions(), output);
        PeriodicOrbitOptions chaotic = new() { Starts = 4, Transient = 20, Horizon = 100, Backward = false, CloseReturn = 0.1 };
        Orbits("Lorenz", new Lorenz(), new Box([-20, -25, 0], [20, 25, 50]), chaotic, output);
        foreach (int seed in new[] { 1, 2 })
        {
            Orbits($"tanh 2-32-2 with decay, seed {seed}", Tanh(new Random(seed), 2, 32).AsField(), Box.Cube(2, -6, 6), new PeriodicOrbitOptions(), output);
        }

        Exponents("Lorenz, two starts, T = 2000", new Lorenz(), new Matrix(2, 3, [1, 1, 20, -3, 2, 25]), 2000, output);
        Exponents("van der Pol, T = 1000", new VanDerPol(1), new Matrix(1, 2, [1, 0]), 1000, output);
    }

    private static void Orbits(string name, IVectorField field, Box box, PeriodicOrbitOptions options, TextWriter output)
    {
        Stopwatch clock = Stopwatch.StartNew();
        PeriodicOrbitResult result = field.PeriodicOrbits(box, options);
        output.WriteLine(Text($"{name}: {result.Orbits.Length} orbits, {result.Families.Length} families, {clock.Elapsed.TotalMilliseconds:F0} ms, {result.Fates}"));
        foreach (PeriodicOrbit orbit in result.Orbits.Take(12))
        {
            output.WriteLine(Text($"  T = {orbit.Period:F12} ± {orbit.PeriodError:G2}, multipliers {string.Join(" ", orbit.Multipliers.Select(m => Text($"{m.Real:G9}{m.Imaginary:+0.###;-0.###;''}")))} ± {orbit.MultiplierError:G2}, {orbit.Stability}, {orbit.Segments} segments"));
        }
    }

    private static void Exponents(string name, IVectorField field, Matrix starts, double duration, TextWriter output)
    {
        Stopwatch clock = Stopwatch.StartNew();
        foreach (LyapunovSpectrum spectrum in field.LyapunovSpectra(starts, new LyapunovOptions { Duration = duration }))
        {
            output.WriteLine(Text($"{name}: {string.Join(", ", spectrum.Exponents.Select(e => Text($"{e.Value:F5} ± {e.Error:F5}")))}, dimension {spectrum.KaplanYorkeDimension:F4}, {spectrum.Verdict}"));
        }

        output.WriteLine(Text($"  {clock.Elapsed.TotalMilliseconds:F0} ms"));
    }

    /// <summary>ẋ = −x/2 + V tanh(W x + b): the last d hidden units pass x on as it is.</summary>
    private static Network Tanh(Random random, int d, int width)
    {
        double[] first = [.. Enumerable.Range(0, (width + d) * d).Select(at => at < width * d ? Draw(2) : (at / d) - width == at % d ? 1 : 0)];
        double[] last = [.. Enumerable.Range(0, d * (width + d)).Select(at => at % (width + d) < width ? Draw(0.6) : (at % (width + d)) - width == at / (width + d) ? -0.5 : 0)];
        return new Network(d, [
            new Dynamics.Networks.Affine(new Matrix(width + d, d, first), [.. Enumerable.Range(0, width + d).Select(i => i < width ? Draw(1) : 0)]),
            new Elementwise([.. Enumerable.Range(0, width + d).Select(i => i < width ? (Activation)new Tanh() : new Identity())]),
            new Dynamics.Networks.Affine(new Matrix(d, width + d, last), new double[d]),
        ]);

        double Draw(double scale) => scale * ((2 * random.NextDouble()) - 1);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
