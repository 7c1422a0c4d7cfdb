using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Tests.Flows;
using TorchDynInspect.Dynamics.Tests.Volume;

namespace TorchDynInspect.Dynamics.Tests.PeriodicOrbits;

public class PeriodicOrbitTests
{
    private static PeriodicOrbitOptions Few => new() { Starts = 6 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Van_der_Pol_has_one_cycle_with_the_reference_period_and_multiplier(double mu)
    {
        Dictionary<string, double> reference = OrbitReference.VanDerPol(mu);
        PeriodicOrbitResult result = new VanDerPol(mu).PeriodicOrbits(Box.Cube(2, -3, 3), Few);
        PeriodicOrbit orbit = Assert.Single(result.Orbits);
        Assert.Empty(result.Families);
        Assert.Equal(reference["period"], orbit.Period, 1e-9);
        Assert.InRange(Math.Abs(orbit.Period - reference["period"]), 0, orbit.PeriodError);
        Assert.InRange(orbit.PeriodError, 0, 1e-8);
        double multiplier = Assert.Single(orbit.Multipliers).Real;
        Assert.Equal(reference["multiplier"], multiplier, 1e-9);
        Assert.InRange(Math.Abs(multiplier - reference["multiplier"]), 0, orbit.MultiplierError);
        Assert.Equal(reference["divergence"], orbit.DivergenceIntegral, 1e-8);
        Assert.InRange(orbit.TrivialDeviation, 0, 1e-8);
        Assert.Equal(Stability.Attracting, orbit.Stability);
        Assert.Equal(0, orbit.FamilyDimension);
        Assert.Equal(EvidenceLevel.Numerical, orbit.Evidence);
        Assert.Equal(EvidenceLevel.Sampled, result.Evidence);
        Assert.False(result.Complete);

        // The largest x of the cycle is the reference's amplitude: the listed points come close to it, and none exceeds it.
        double largest = Enumerable.Range(0, orbit.Points.Rows).Max(i => orbit.Points[i, 0]);
        Assert.InRange(largest, reference["amplitude"] - 2e-3, reference["amplitude"] + 1e-9);
    }

    [Fact]
    public void The_unstable_cycle_of_a_subcritical_Hopf_point_has_its_closed_form()
    {
        // r′ = −r/4 + r³/2, θ′ = 2 + r²: r² = ½, T = 2π/2.5, multiplier exp(T/2).
        RadialField field = new([-0.25, 0.5], [2, 1]);
        PeriodicOrbit orbit = Assert.Single(field.PeriodicOrbits(Box.Cube(2, -1, 1), Few).Orbits);
        double period = 2 * Math.PI / 2.5;
        Assert.Equal(period, orbit.Period, 1e-10);
        Assert.Equal(Math.Exp(period / 2), orbit.Multipliers[0].Real, 1e-8);
        Assert.Equal(period / 2, orbit.DivergenceIntegral, 1e-9);
        Assert.Equal(Stability.Repelling, orbit.Stability);
        for (int i = 0; i < orbit.Points.Rows; i++)
        {
            Assert.Equal(Math.Sqrt(0.5), double.Hypot(orbit.Points[i, 0], orbit.Points[i, 1]), 1e-9);
        }
    }

    [Fact]
    public void A_stable_and_an_unstable_cycle_are_told_apart_though_their_periods_agree()
    {
        // r′ = k r (r² − 1)(4 − r²), θ′ = 1, k = 1/20: multipliers exp(2π · 6k) and exp(−2π · 24k).
        RadialField field = new([-4.0 / 20, 5.0 / 20, -1.0 / 20], [1]);
        PeriodicOrbitResult result = field.PeriodicOrbits(Box.Cube(2, -2.5, 2.5), new PeriodicOrbitOptions { Starts = 12 });
        Assert.Equal(2, result.Orbits.Length);
        Assert.All(result.Orbits, orbit => Assert.Equal(2 * Math.PI, orbit.Period, 1e-9));
        PeriodicOrbit unstable = result.Orbits.Single(orbit => orbit.Stability == Stability.Repelling);
        PeriodicOrbit stable = result.Orbits.Single(orbit => orbit.Stability == Stability.Attracting);
        Assert.Equal(Math.Exp(2 * Math.PI * 0.3), unstable.Multipliers[0].Real, 1e-7);
        Assert.Equal(Math.Exp(-2 * Math.PI * 1.2), stable.Multipliers[0].Real, 1e-9);
        Assert.Equal(2, unstable.Diameter, 1e-3);
        Assert.Equal(4, stable.Diameter, 1e-3);
    }

    [Fact]
    public void A_saddle_cycle_in_space_is_found_from_a_start_near_it()
    {
        // The unstable circle of radius 1 in the plane z = 0, which attracts across the plane.
        RadialField field = new([-0.3, 0.3], [1], 0.5);
        Matrix start = new(1, 3, [1.0005, 0, 0]);
        PeriodicOrbitOptions options = new() { Starts = 0, Transient = 0, Horizon = 15 };
        PeriodicOrbit orbit = Assert.Single(field.PeriodicOrbits(Box.Cube(3, -2, 2), options, start).Orbits);
        Assert.Equal(2 * Math.PI, orbit.Period, 1e-9);
        Assert.Equal(Stability.Saddle, orbit.Stability);
        Assert.Equal(Math.Exp(2 * Math.PI * 0.6), orbit.Multipliers[0].Real, 1e-6);
        Assert.Equal(Math.Exp(-Math.PI), orbit.Multipliers[1].Real, 1e-8);
    }

    [Fact]
    public void A_strongly_repelling_cycle_needs_several_segments_and_keeps_its_digits()
    {
        // r′ = (5/2) r (r² − 1), θ′ = 1: the multiplier exp(10π) = 4.4e13 is beyond single shooting.
        RadialField field = new([-2.5, 2.5], [1]);
        PeriodicOrbit orbit = Assert.Single(field.PeriodicOrbits(Box.Cube(2, -1.5, 1.5), Few).Orbits);
        Assert.True(orbit.Segments > 3);
        Assert.Equal(2 * Math.PI, orbit.Period, 1e-10);
        Assert.Equal(10 * Math.PI, orbit.DivergenceIntegral, 1e-9);
        Assert.Equal(1, orbit.Multipliers[0].Real / Math.Exp(10 * Math.PI), 1e-8);
        Assert.Equal(Stability.Repelling, orbit.Stability);
        Assert.All(Enumerable.Range(0, orbit.Points.Rows), i => Assert.Equal(1, double.Hypot(orbit.Points[i, 0], orbit.Points[i, 1]), 1e-7));
    }

    [Fact]
    public void A_network_with_a_cycle_agrees_with_Liouville_and_with_its_Lyapunov_exponents()
    {
        // ẋ = −x + W tanh(x): the origin is an unstable focus (1 ± 3i) and orbits are bounded, so that a cycle surrounds it (Poincaré and Bendixson).
        Network field = TanhFields.WithDecay([[2, -3], [3, 2]]);
        PeriodicOrbitResult result = field.PeriodicOrbits(Box.Cube(2, -6, 6), Few);
        PeriodicOrbit orbit = Assert.Single(result.Orbits);
        Assert.True(orbit.IsInside);
        Assert.Equal(Stability.Attracting, orbit.Stability);
        double multiplier = Assert.Single(orbit.Multipliers).Real;
        Assert.InRange(Math.Abs(multiplier - Math.Exp(orbit.DivergenceIntegral)), 0, orbit.MultiplierError + 1e-13);
        LyapunovSpectrum spectrum = field.AsField().LyapunovSpectra(new Matrix(1, 2, [1, 0]))[0];
        Assert.Equal(LyapunovVerdict.Cycle, spectrum.Verdict);
        Assert.Equal(orbit.DivergenceIntegral / orbit.Period, spectrum.Exponents[1].Value, 1e-3);
        Assert.Equal(0, result.Theory.Count(entry => entry.Applies));
    }

    [Fact]
    public void The_harmonic_oscillator_is_one_neutral_family_and_not_many_orbits()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [0, -2, 2, 0]), [0, 0])]);
        PeriodicOrbitResult result = field.PeriodicOrbits(Box.Cube(2, -1, 1), Few);
        Assert.Empty(result.Orbits);
        PeriodicOrbitFamily family = Assert.Single(result.Families);
        Assert.Equal(1, family.Dimension);
        Assert.Equal(Stability.Neutral, family.Representative.Stability);
        Assert.Equal(1, family.Representative.Multipliers[0].Real, 1e-9);
        Assert.Equal(Math.PI, family.LeastPeriod, 1e-6);
        Assert.Equal(Math.PI, family.LargestPeriod, 1e-6);
        Assert.InRange(family.Found, 6, 12);

        // Bendixson cannot exclude cycles of a field without divergence.
        Assert.False(result.Theory.Single(entry => entry.Theorem.StartsWith("Bendixson", StringComparison.Ordinal)).Applies);
    }

    [Fact]
    public void Lotka_Volterra_is_one_family_whose_period_grows_with_the_amplitude()
    {
        PeriodicOrbitResult result = new LotkaVolterra().PeriodicOrbits(new Box([0.5, 0.5], [2, 2]), Few);
        Assert.Empty(result.Orbits);
        PeriodicOrbitFamily family = Assert.Single(result.Families);
        Assert.True(family.LargestPeriod > family.LeastPeriod * 1.02);
        Assert.Equal(Stability.Neutral, family.Representative.Stability);
        Assert.True(family.Found >= 6);
    }

    [Fact]
    public void Errors_cover_the_true_period_where_orbits_cross_a_kink()
    {
        // ẋ = y, ẏ = −x for x > 0 and −4x for x < 0: half a turn takes π, the other half π/2.
        Network field = new(
            2,
            [
                new Affine(new Matrix(3, 2, [-1, 0, 1, 0, 0, 1]), [0, 0, 0]),
                new Elementwise([new Relu(), new Identity(), new Identity()]),
                new Affine(new Matrix(2, 3, [0, 0, 1, 3, -1, 0]), [0, 0]),
            ]);
        PeriodicOrbitResult result = field.PeriodicOrbits(Box.Cube(2, -1, 1), Few with { Transient = 0, Horizon = 20 });
        PeriodicOrbit orbit = Assert.Single(result.Families).Representative;
        Assert.InRange(Math.Abs(orbit.Period - (1.5 * Math.PI)), 0, Math.Max(orbit.PeriodError, 1e-12));
        Assert.InRange(orbit.PeriodError, 0, 1e-6);
    }

    [Fact]
    public void A_contracting_field_has_none_and_three_criteria_say_so()
    {
        Network field = TanhFields.WithDecay([[0.2, 0.5], [-0.5, 0.1]]);
        PeriodicOrbitResult result = field.PeriodicOrbits(Box.Cube(2, -2, 2), Few);
        Assert.Empty(result.Orbits);
        Assert.Empty(result.Families);
        Assert.True(result.Complete);
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
        TheoryEntry bendixson = result.Theory.Single(entry => entry.Theorem.StartsWith("Bendixson", StringComparison.Ordinal));
        Assert.True(bendixson.Applies);
        Assert.True(bendixson.Agrees);
        Assert.True(result.Theory.Single(entry => entry.Theorem.StartsWith("contraction", StringComparison.Ordinal)).Applies);
        Assert.Equal(12, result.Fates.Rested + result.Fates.Escaped);
    }

    [Fact]
    public void Starts_that_come_to_rest_late_have_rested_and_not_wandered()
    {
        // Rates 0.3 and 0.15: after the transient the orbit still has e^−3 of its distance to go, at the horizon's end e^−18.
        Network field = new(2, [new Affine(new Matrix(2, 2, [-0.3, 0.1, 0, -0.15]), [0, 0])]);
        StartFates fates = field.PeriodicOrbits(Box.Cube(2, -1, 1), Few with { Backward = false, Transient = 20 }).Fates;
        Assert.Equal(new StartFates(6, 0, 0, 0), fates);
    }

    [Fact]
    public void A_drift_has_none_because_a_coordinate_is_monotone()
    {
        Network field = new(3, [new Affine(new Matrix(3, 3, [0, -1, 0, 1, 0, 0, 0, 0, 0]), [0, 0, 0.5])]);
        PeriodicOrbitResult result = field.PeriodicOrbits(Box.Cube(3, -1, 1), Few);
        Assert.True(result.Complete);
        Assert.True(result.Theory.Single(entry => entry.Theorem == "monotone coordinate").Applies);
        Assert.DoesNotContain(result.Theory, entry => entry.Theorem.StartsWith("Bendixson", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shortest_unstable_orbits_of_Lorenz_have_their_reference_periods()
    {
        PeriodicOrbitOptions options = new() { Starts = 3, Transient = 20, Horizon = 60, Backward = false, MaxReturns = 3 };
        PeriodicOrbitResult result = new Lorenz().PeriodicOrbits(new Box([-20, -25, 0], [20, 25, 50]), options);
        Assert.All(result.Orbits, found => Assert.Equal(Stability.Saddle, found.Stability));
        foreach (string name in new[] { "AB", "AAB" })
        {
            Dictionary<string, double> reference = OrbitReference.Lorenz(name);
            PeriodicOrbit orbit = result.Orbits.MinBy(found => Math.Abs(found.Period - reference["period"]))!;
            Assert.Equal(reference["period"], orbit.Period, 1e-9);
            Assert.InRange(Math.Abs(orbit.Period - reference["period"]), 0, orbit.PeriodError);
            Assert.Equal(reference["multiplier"], orbit.Multipliers[0].Magnitude, 1e-7);
            Assert.Equal(-41.0 / 3 * orbit.Period, orbit.DivergenceIntegral, 1e-8);
        }
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        RadialField field = new([-4.0 / 20, 5.0 / 20, -1.0 / 20], [1]);
        PeriodicOrbitResult one = field.PeriodicOrbits(Box.Cube(2, -2.5, 2.5), Few with { Workers = 1 });
        PeriodicOrbitResult two = field.PeriodicOrbits(Box.Cube(2, -2.5, 2.5), Few with { Workers = 2 });
        Assert.Equal(one.Orbits.Select(orbit => orbit.X.ToArray()), two.Orbits.Select(orbit => orbit.X.ToArray()));
        Assert.Equal(one.Fates, two.Fates);
    }

    [Fact]
    public void A_search_that_is_cancelled_says_so()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        PeriodicOrbitResult result = new VanDerPol(1).PeriodicOrbits(Box.Cube(2, -3, 3), Few, cancellation: stop.Token);
        Assert.True(result.Interrupted);
        Assert.False(result.Complete);
    }

    [Fact]
    public void Bad_input_is_refused_with_one_line()
    {
        VanDerPol field = new(1);
        Assert.Throws<InvalidInputException>(() => field.PeriodicOrbits(Box.Cube(3, -1, 1)));
        Assert.Throws<InvalidInputException>(() => field.PeriodicOrbits(Box.Cube(2, -1, 1), Few with { Horizon = 0 }));
        Assert.Throws<InvalidInputException>(() => field.PeriodicOrbits(Box.Cube(2, -1, 1), Few, new Matrix(1, 3, [0, 0, 0])));
    }
}
