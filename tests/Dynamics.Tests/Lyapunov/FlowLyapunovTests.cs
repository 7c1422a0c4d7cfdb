using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Flows;
using TorchDynInspect.Dynamics.Tests.PeriodicOrbits;

namespace TorchDynInspect.Dynamics.Tests.Lyapunov;

public class FlowLyapunovTests
{
    [Fact]
    public void Lorenz_has_the_known_spectrum_within_one_percent()
    {
        // 0.9056, 0, −14.5723 (Sprott, Chaos and Time-Series Analysis, 2003, table A.4); the divergence is −41/3 everywhere.
        Matrix starts = new(2, 3, [1, 1, 20, -3, 2, 25]);
        ImmutableArray<LyapunovSpectrum> spectra = new Lorenz().LyapunovSpectra(starts, new LyapunovOptions { Duration = 2000 });
        Assert.All(spectra, spectrum =>
        {
            Assert.Equal(0.9056, spectrum.Exponents[0].Value, 0.009056);
            Assert.Equal(0.9056, spectrum.Exponents[0].Value, 1.5 * spectrum.Exponents[0].Error);
            Assert.InRange(spectrum.Exponents[0].Error, 1e-4, 0.02);
            Assert.Equal(0, spectrum.Exponents[1].Value, spectrum.Exponents[1].Error);
            Assert.InRange(spectrum.Exponents[1].Error, 0, 0.01);
            Assert.Equal(-14.5723, spectrum.Exponents[2].Value, 0.14);
            Assert.Equal(-41.0 / 3, spectrum.Sum!.Value, 1e-5);
            Assert.Equal(-41.0 / 3, spectrum.MeanLogVolume, 1e-9);
            Assert.Equal(2.062, spectrum.KaplanYorkeDimension!.Value, 2e-3);
            Assert.Equal(LyapunovVerdict.Chaotic, spectrum.Verdict);
        });
    }

    [Fact]
    public void Van_der_Pol_settles_on_a_cycle_whose_exponents_are_those_of_Floquet()
    {
        LyapunovSpectrum spectrum = new VanDerPol(1).LyapunovSpectra(new Matrix(1, 2, [0.5, 0]))[0];
        Assert.Equal(LyapunovVerdict.Cycle, spectrum.Verdict);
        Assert.Equal(1, spectrum.KaplanYorkeDimension);
        Assert.InRange(Math.Abs(spectrum.Exponents[0].Value), 0, spectrum.Exponents[0].Error);

        Dictionary<string, double> reference = OrbitReference.VanDerPol(1);
        Assert.Equal(reference["divergence"] / reference["period"], spectrum.Exponents[1].Value, 1.5 * spectrum.Exponents[1].Error);
        Assert.InRange(spectrum.Exponents[1].Error, 0, 0.01);
        Assert.Equal(spectrum.Sum!.Value, spectrum.MeanLogVolume, 1e-6);
    }

    [Fact]
    public void A_linear_focus_and_node_give_the_real_parts_of_their_eigenvalues()
    {
        Network field = new(3, [new Affine(new Matrix(3, 3, [-0.1, -2, 0, 2, -0.1, 0, 0, 0, -1]), [0, 0, 0])]);
        LyapunovSpectrum spectrum = field.AsField().LyapunovSpectra(new Matrix(1, 3, [1, 1, 1]))[0];
        Assert.Equal([-0.1, -0.1, -1], spectrum.Exponents.Select(e => Math.Round(e.Value, 6)));
        Assert.Equal(LyapunovVerdict.FixedPoint, spectrum.Verdict);
        Assert.Equal(0, spectrum.KaplanYorkeDimension);
    }

    [Fact]
    public void The_first_exponents_alone_are_those_of_the_full_spectrum()
    {
        Matrix start = new(1, 3, [1, 1, 20]);
        LyapunovSpectrum two = new Lorenz().LyapunovSpectra(start, new LyapunovOptions { Exponents = 2, Duration = 100, Interval = 0.1 })[0];
        LyapunovSpectrum one = new Lorenz().LyapunovSpectra(start, new LyapunovOptions { Exponents = 1, Duration = 100, Interval = 0.1 })[0];
        Assert.Null(two.Sum);
        Assert.Equal(one.Exponents[0].Value, two.Exponents[0].Value, 0.1);
        Assert.Null(one.KaplanYorkeDimension);
    }

    [Fact]
    public void The_harmonic_oscillator_is_called_torus_like_and_neutral()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [0, -1, 1, 0]), [0, 0])]);
        LyapunovSpectrum spectrum = field.AsField().LyapunovSpectra(new Matrix(1, 2, [1, 0]))[0];
        Assert.Equal(LyapunovVerdict.TorusLike, spectrum.Verdict);
        Assert.Contains("neutral", spectrum.Reason, StringComparison.Ordinal);
    }
}
