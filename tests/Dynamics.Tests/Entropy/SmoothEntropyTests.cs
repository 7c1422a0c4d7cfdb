using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

public sealed class SmoothEntropyTests
{
    private readonly EntropyReference reference = new();

    [Fact]
    public void Logistic_maps_agree_with_their_kneading_series()
    {
        foreach ((double r, double below, double above) in reference.Logistic)
        {
            EntropyReference.Encloses(new LogisticMap(r).TopologicalEntropy((0, 1)), below, above, 1e-6);
        }
    }

    [Fact]
    public void Logistic_map_at_4_is_a_full_horseshoe()
    {
        EntropyResult found = new LogisticMap(4).TopologicalEntropy((0, 1));
        EntropyReference.Encloses(found, Math.BitDecrement(Math.Log(2)), Math.BitIncrement(Math.Log(2)), 1e-14);
        Assert.False(found.Escapes);
    }

    [Fact]
    public void Cubic_Chebyshev_polynomial_has_log_3()
    {
        EntropyResult found = new Cubic(4, -3, 0).TopologicalEntropy((-1, 1));
        EntropyReference.Encloses(found, reference.Zigzag.Below, reference.Zigzag.Above, 1e-6);
        Assert.Equal(3, found.Laps);
    }

    [Fact]
    public void A_zero_of_the_derivative_without_a_change_of_sign_is_no_turning_point()
    {
        // 4x³ has f′ = f″ = 0 at 0 and f′ ≥ 0.
        EntropyResult found = new Cubic(4, 0, 0).TopologicalEntropy((-0.5, 0.5));
        Assert.Equal((0.0, 0.0, 1), (found.Lower, found.Upper, found.Laps));
        Assert.Empty(found.Remarks);
    }

    [Fact]
    public void Undecided_zones_whose_orbits_come_to_rest_carry_no_entropy()
    {
        // The same with 12x·x for f′, which may be negative as far as intervals tell: 0 is a fixed point that attracts.
        EntropyResult found = new Blurred(4, 0).TopologicalEntropy((-0.5, 0.5));
        Assert.Equal((0.0, 0.0), (found.Lower, found.Upper));
        Assert.Contains("no entropy", Assert.Single(found.Remarks));
    }

    [Fact]
    public void An_undecided_zone_that_may_come_back_leaves_the_slope_as_upper_bound_and_says_so()
    {
        // 1 − 2x⁴: 0 ↦ 1 ↦ −1, a repelling fixed point, near which images of any zone grow until they cover it. Two full laps: h = log 2.
        EntropyResult found = new Quartic().TopologicalEntropy((-1, 1));
        Assert.False(found.Complete);
        Assert.InRange(found.Lower, 0.69, Math.Log(2));
        Assert.Equal(Math.Log(8), found.Upper, 1e-3);
        Assert.Contains("sup |f′| alone", Assert.Single(found.Remarks));
        Assert.DoesNotContain(found.Bounds, bound => bound is { Theorem: "Hofbauer tower", Kind: BoundKind.Upper });
    }

    [Fact]
    public void Saturated_units_of_opposite_signs_do_not_spoil_the_upper_bound()
    {
        // 0.9 tanh 60x − 0.3 tanh 50x: flat beyond 0.4, where the signs of f′ are lost; every orbit but that of 0 tends to ±0.6.
        Network network = new(1,
        [
            new Affine(new Matrix(2, 1, [60, 50]), [0, 0]), new Elementwise(ActivationCatalogue.Create("tanh")), new Affine(new Matrix(1, 2, [0.9, -0.3]), [0]),
        ]);
        EntropyResult found = network.TopologicalEntropy((-1, 1));
        Assert.Equal(0, found.Lower);
        Assert.InRange(found.Upper, 0, 1e-9);
    }

    [Fact]
    public void Escaping_logistic_map_is_about_the_points_that_stay()
    {
        EntropyResult found = new LogisticMap(4.5).TopologicalEntropy((0, 1));
        EntropyReference.Encloses(found, Math.BitDecrement(Math.Log(2)), Math.BitIncrement(Math.Log(2)), 1e-9);
        Assert.True(found.Escapes);
    }

    [Fact]
    public void Intervals_are_widened_until_they_are_invariant()
    {
        // tanh(3x) maps everything into (−1, 1).
        EntropyResult found = WidthOne("tanh", 3, 0).TopologicalEntropy((-0.1, 0.2));
        Assert.False(found.Escapes);
        Assert.True(found.Invariant.Lower <= -0.29 && found.Invariant.Upper is > 0.9 and < 1.1);
        Assert.Equal((0.0, 0.0), (found.Lower, found.Upper));
    }

    [Fact]
    public void Smooth_networks_of_width_1_have_exactly_none()
    {
        Random random = new(5);
        for (int i = 0; i < 20; i++)
        {
            EntropyResult found = WidthOne(i % 2 == 0 ? "tanh" : "sigmoid", (6 * random.NextDouble()) - 3, random.NextDouble() - 0.5).TopologicalEntropy((-1, 1));
            Assert.Equal((0.0, 0.0, 1), (found.Lower, found.Upper, found.Laps));
        }
    }

    [Fact]
    public void Laps_of_tanh_networks_grow_within_the_enclosure()
    {
        Random random = new(3);
        for (int trial = 0; trial < 8; trial++)
        {
            Network network = IntervalNetworks.SmoothSelfMap(random, "tanh", 1, 12, 12, 1);
            EntropyResult found = new NetworkFunction(network).TopologicalEntropy((0, 1));
            Assert.InRange(found.Upper - found.Lower, 0, 1e-6);
            const int N = 4;
            int laps = SampledLaps(network, found.Invariant, N);

            // lap(f^n) ≥ e^(nh) for every n; on the other side there is a power of n. The count by sampling can only be too small.
            Assert.True(laps >= Math.Exp(N * found.Lower) - 1e-6, $"trial {trial}: {laps} laps, h ≥ {found.Lower}");
            Assert.True(laps <= found.Laps * N * N * N * Math.Exp(N * found.Upper), $"trial {trial}: {laps} laps, h ≤ {found.Upper}");
        }
    }

    private static Network WidthOne(string activation, double weight, double bias) =>
        new(1, [new Affine(new Matrix(1, 1, [weight]), [bias]), new Elementwise(ActivationCatalogue.Create(activation))]);

    private static int SampledLaps(Network network, (double Lower, double Upper) domain, int n)
    {
        const int Points = 8_000;
        NetworkFunction function = new(network);
        double[] x = [.. Enumerable.Range(0, Points + 1).Select(i => domain.Lower + ((domain.Upper - domain.Lower) * i / Points))];
        for (int k = 0; k < n; k++)
        {
            x = [.. x.Select(at => function.Value(at).Midpoint)];
        }

        (int laps, int direction) = (1, 0);
        for (int i = 1; i < x.Length; i++)
        {
            int sign = Math.Abs(x[i] - x[i - 1]) < 1e-12 ? 0 : Math.Sign(x[i] - x[i - 1]);
            laps += sign != 0 && sign == -direction ? 1 : 0;
            direction = sign == 0 ? direction : sign;
        }

        return laps;
    }

    /// <summary>a x³ + c with a derivative that does not know that squares are positive.</summary>
    private sealed class Blurred(double a, double c) : IEnclosedFunction
    {
        public Interval Value(Interval x) => (a * Interval.Pow(x, 3)) + c;

        public Interval Derivative(Interval x) => 3 * a * x * x;

        public Interval SecondDerivative(Interval x) => 6 * a * x;
    }

    /// <summary>1 − 2x⁴.</summary>
    private sealed class Quartic : IEnclosedFunction
    {
        public Interval Value(Interval x) => 1 - (2 * Interval.Pow(x, 4));

        public Interval Derivative(Interval x) => -8 * Interval.Pow(x, 3);

        public Interval SecondDerivative(Interval x) => -24 * Interval.Square(x);
    }

    /// <summary>a x³ + b x + c.</summary>
    private sealed class Cubic(double a, double b, double c) : IEnclosedFunction
    {
        public Interval Value(Interval x) => (a * Interval.Pow(x, 3)) + (b * x) + c;

        public Interval Derivative(Interval x) => (3 * a * Interval.Square(x)) + b;

        public Interval SecondDerivative(Interval x) => 6 * a * x;
    }
}
