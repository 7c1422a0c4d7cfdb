using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Lyapunov;

public class MapLyapunovTests
{
    [Fact]
    public void Henon_has_the_known_exponents_and_their_sum_is_ln_b()
    {
        LyapunovSpectrum spectrum = new Henon().LyapunovSpectra(new Matrix(1, 2, [0.1, 0.1]), new LyapunovOptions { Duration = 1_000_000 })[0];

        // 0.41922 (e.g. Sprott, Chaos and Time-Series Analysis, 2003, table A.2: 0.41922, −1.62319, dimension 1.25827).
        Assert.InRange(spectrum.Exponents[0].Error, 1e-5, 3e-3);
        Assert.Equal(0.41922, spectrum.Exponents[0].Value, 1.5 * spectrum.Exponents[0].Error);
        Assert.Equal(-1.62319, spectrum.Exponents[1].Value, 1.5 * spectrum.Exponents[1].Error);
        Assert.Equal(Math.Log(0.3), spectrum.Sum!.Value, 1e-10);
        Assert.Equal(Math.Log(0.3), spectrum.MeanLogVolume, 1e-12);
        Assert.Equal(1.25827, spectrum.KaplanYorkeDimension!.Value, 1e-3);
        Assert.Equal(LyapunovVerdict.Chaotic, spectrum.Verdict);
    }

    [Fact]
    public void Orthogonalising_seldom_gives_the_same_exponents()
    {
        Matrix start = new(1, 2, [0.1, 0.1]);
        LyapunovSpectrum often = new Henon().LyapunovSpectra(start, new LyapunovOptions { Duration = 20_000 })[0];
        LyapunovSpectrum seldom = new Henon().LyapunovSpectra(start, new LyapunovOptions { Duration = 20_000, Interval = 4 })[0];
        Assert.Equal(often.Exponents[0].Value, seldom.Exponents[0].Value, 1e-3);
        Assert.Equal(often.Sum!.Value, seldom.Sum!.Value, 1e-9);
        Assert.Equal(4, seldom.Interval);
    }

    [Fact]
    public void The_tent_map_as_a_network_doubles_everywhere()
    {
        // 3/2-tent: slope ±3/2 at every point, so that every average is ln 3/2 exactly.
        Network tent = new(1, [
            new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]),
            new Elementwise(new Relu()),
            new Affine(new Matrix(1, 2, [1.5, -3]), [0]),
        ]);
        ImmutableArray<LyapunovSpectrum> spectra = tent.LyapunovSpectra(new Matrix(3, 1, [0.3, 0.41, 0.77]), new LyapunovOptions { Duration = 2000 });
        Assert.All(spectra, spectrum =>
        {
            Assert.Equal(Math.Log(1.5), spectrum.Exponents[0].Value, 1e-12);
            Assert.InRange(spectrum.Exponents[0].Error, 0, 1e-12);
            Assert.Equal(1, spectrum.KaplanYorkeDimension);
            Assert.Equal(LyapunovVerdict.Chaotic, spectrum.Verdict);
        });
    }

    [Theory]
    [InlineData(0.2, LyapunovVerdict.FixedPoint)]
    [InlineData(0.9, LyapunovVerdict.Cycle)]
    public void Henon_before_chaos_rests_or_returns(double a, LyapunovVerdict verdict)
    {
        // b = 0.3: a fixed point up to a = 0.3675, then cycles of period 2 (to 0.9125).
        LyapunovSpectrum spectrum = new Henon(a).LyapunovSpectra(new Matrix(1, 2, [0.1, 0.1]), new LyapunovOptions { Duration = 5000 })[0];
        Assert.Equal(verdict, spectrum.Verdict);
        Assert.Equal(0, spectrum.KaplanYorkeDimension);
    }

    [Fact]
    public void A_rotation_is_torus_like_and_a_dead_direction_falls_without_bound()
    {
        (double sin, double cos) = Math.SinCos(1);
        Network rotation = new(2, [new Affine(new Matrix(2, 2, [cos, -sin, sin, cos]), [0, 0])]);
        LyapunovSpectrum turning = rotation.LyapunovSpectra(new Matrix(1, 2, [1, 0]), new LyapunovOptions { Duration = 1000 })[0];
        Assert.Equal(LyapunovVerdict.TorusLike, turning.Verdict);
        Assert.Equal(2, turning.KaplanYorkeDimension);
        Network projection = new(2, [new Affine(new Matrix(2, 2, [0.5, 0, 0, 0]), [0, 1])]);
        LyapunovSpectrum dead = projection.LyapunovSpectra(new Matrix(1, 2, [1, 0]), new LyapunovOptions { Duration = 200 })[0];
        Assert.Equal(Math.Log(0.5), dead.Exponents[0].Value, 1e-12);
        Assert.Equal(double.NegativeInfinity, dead.Exponents[1].Value);
        Assert.Equal(LyapunovVerdict.FixedPoint, dead.Verdict);
    }

    [Fact]
    public void The_error_estimate_covers_the_truth_as_often_as_it_says()
    {
        // Independent orbits: 95 % intervals around 64 short averages should hold the long average for most, and not be far too wide.
        Random random = new(5);
        double[] starts = [.. Enumerable.Range(0, 128).Select(_ => 0.1 * random.NextDouble())];
        ImmutableArray<LyapunovSpectrum> spectra = new Henon().LyapunovSpectra(new Matrix(64, 2, starts), new LyapunovOptions { Duration = 3000 });
        double mean = spectra.Average(s => s.Exponents[0].Value);
        double spread = Math.Sqrt(spectra.Average(s => Math.Pow(s.Exponents[0].Value - mean, 2)));
        int covered = spectra.Count(s => Math.Abs(s.Exponents[0].Value - 0.41922) <= s.Exponents[0].Error);
        Assert.InRange(covered, 54, 64);
        Assert.InRange(spectra.Average(s => s.Exponents[0].Error), spread, 4 * spread);
    }

    [Theory]
    [InlineData(0, null, null, "duration")]
    [InlineData(10, 0.5, null, "whole number")]
    [InlineData(10, null, 3, "1 to 2")]
    public void Bad_options_are_refused_with_one_line(double duration, double? interval, int? exponents, string expected)
    {
        LyapunovOptions options = new() { Duration = duration, Interval = interval, Exponents = exponents };
        InvalidInputException fault = Assert.Throws<InvalidInputException>(() => new Henon().LyapunovSpectra(new Matrix(1, 2, [0, 0]), options));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_orbit_that_escapes_is_refused_with_the_time() =>
        Assert.Contains("leaves the finite numbers at time", Assert.Throws<InvalidInputException>(() => new Henon().LyapunovSpectra(new Matrix(1, 2, [5, 5]))).Message, StringComparison.Ordinal);
}
