using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Invariance;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Tests.Dissipativity;

public class DissipativityTests
{
    private const string P3 = "P3 absorbing ball";
    private const string P4 = "P4 stability of the origin";
    private const string P5 = "P5 contraction on the box";
    private const string P5Global = "P5 contraction on R^d";

    [Fact]
    public void A_shifted_contraction_has_the_absorbing_ball_of_the_formula()
    {
        // f(x) = ½|x| + 1 on [−4, 4]: a = ½, β = 1, radius 2 = the fixed point.
        DissipativityResult result = Folded().Dissipativity(Box.Cube(1, -4, 4));
        Assert.All(result.Growth, bound => Assert.Equal((0.5, 1.0, 2.0, 4.0), (bound.A, bound.Beta, bound.Radius!.Value, bound.LargestBall)));
        Assert.True(result.Invariance.IsForwardInvariant);
        Assert.Equal(2, Assert.Single(Assert.Single(result.FixedPoints.Points).X), 1e-14);
        Assert.True(Entry(result, P3).Agrees);
        Assert.True(Entry(result, P5).Agrees);
        Assert.Contains("exactly one", Entry(result, P5).Predicts!, StringComparison.Ordinal);
        Assert.False(Entry(result, P4).Applies);
    }

    [Fact]
    public void Certified_norms_are_the_exact_ones_rounded_upwards()
    {
        // Every weight is a dyadic rational: max row sum 0.1 + 0.3 and so on are not, as sums of doubles, and are rounded once.
        Network map = new(2, [Layer([[0.1, 0.3], [0.2, -0.1]]), new Elementwise(new LeakyRelu(0.5)), new Affine(Matrix.Identity(2), [1, 0.25])]);
        DissipativityResult result = map.Dissipativity(Box.Cube(2, -4, 4), new DissipativityOptions { Evidence = EvidenceLevel.Certified });
        Assert.Equal(
            [EvidenceLevel.Certified, EvidenceLevel.Numerical, EvidenceLevel.Certified], result.Growth.Select(bound => bound.Evidence));
        Assert.Equal((double)(0.1m + 0.3m), result.Growth[(int)VectorNorm.Infinity].A, 1e-16);
        Assert.True(result.Growth[(int)VectorNorm.Infinity].A >= 0.1 + 0.3);
        Assert.Equal((double)(0.3m + 0.1m), result.Growth[(int)VectorNorm.One].A, 1e-16);
        Assert.Equal(1.25, result.Growth[(int)VectorNorm.One].Beta);
        Assert.Equal(EvidenceLevel.Certified, result.Absorbing!.Evidence);
        Assert.Equal(1 / 0.6, result.Absorbing.Radius!.Value, 1e-15);
        Assert.Contains("certified", Entry(result, P3).Reason, StringComparison.Ordinal);
        Assert.Equal(EvidenceLevel.Certified, result.Invariance.Evidence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Certified_norms_bound_the_numerical_ones_closely(int seed)
    {
        Network map = Maps.Random(2, 8, seed);
        DissipativityResult numerical = map.Dissipativity(Box.Cube(2, -2, 2));
        DissipativityResult certified = map.Dissipativity(Box.Cube(2, -2, 2), new DissipativityOptions { Evidence = EvidenceLevel.Certified });
        Assert.All(numerical.Growth.Zip(certified.Growth), pair => Assert.Equal(pair.First.A, pair.Second.A, 1e-13));
        Assert.All(numerical.Growth.Zip(certified.Growth), pair => Assert.Equal(pair.First.Beta, pair.Second.Beta, 1e-13));
    }

    [Fact]
    public void A_ball_that_does_not_fit_into_the_box_is_not_claimed()
    {
        DissipativityResult result = Folded().Dissipativity(Box.Cube(1, -1.5, 1.5));
        Assert.Null(result.Absorbing);
        Assert.False(Entry(result, P3).Applies);
        Assert.Contains("does not lie in the box", Entry(result, P3).Reason, StringComparison.Ordinal);
        Assert.False(result.Invariance.IsForwardInvariant);
        Assert.Equal("at most one fixed point in the box", Entry(result, P5).Predicts);
    }

    [Fact]
    public void A_bias_free_network_with_small_cells_has_a_globally_stable_origin()
    {
        Network map = new(2, [Layer([[0.5, -0.3], [0.2, 0.4]]), new Elementwise(new LeakyRelu(0.25)), Layer([[0.6, 0.1], [-0.5, 0.7]])]);
        DissipativityResult result = map.Dissipativity(Box.Cube(2, -1, 1));
        Assert.True(Entry(result, P4).Applies);
        Assert.True(Entry(result, P4).Agrees);
        Assert.True(Entry(result, P5Global).Applies);
        Assert.All(result.Growth, bound => Assert.True(bound.SupremumB < 1e-15));
    }

    [Fact]
    public void Trap_1_a_nonzero_equilibrium_of_a_bias_free_network_is_a_ray_and_nothing_global_is_claimed()
    {
        // f(x, y) = (relu(x), ½ y): every (t, 0), t ≥ 0, is fixed, with the eigenvalue 1.
        Network map = new(2, [Layer([[1, 0], [0, 1], [0, -1]]), new Elementwise(new Relu()), Layer([[1, 0, 0], [0, 0.5, -0.5]])]);
        DissipativityResult result = map.Dissipativity(Box.Cube(2, -1, 1));
        Assert.Equal(1, result.Growth[(int)VectorNorm.Two].A, 1e-15);
        Assert.NotEmpty(result.FixedPoints.Continua);
        Assert.False(Entry(result, P4).Applies);
        Assert.False(Entry(result, P5).Applies);
    }

    [Fact]
    public void Trap_2_secants_below_one_everywhere_with_three_fixed_points_prove_nothing()
    {
        // 0.95·GELU(x + 0.17), interpolated: |f(x) − f(0)| < |x|, but the slope exceeds 1 near x = 1.3.
        double[] knots = [.. Enumerable.Range(0, 81).Select(i => -4 + (0.1 * i))];
        static double F(double x) => 0.95 * new Gelu().Value(x + 0.17);
        (double, double)[] terms = [.. knots.Skip(1).SkipLast(1).Select(
            (k, i) => (Slope(knots, i + 1) - Slope(knots, i), k)).Prepend((Slope(knots, 0), knots[0]))];
        static double Slope(double[] knots, int i) => (F(knots[i + 1]) - F(knots[i])) / (knots[i + 1] - knots[i]);
        DissipativityResult result = Maps.Interval(F(knots[0]), terms).Dissipativity(Box.Cube(1, -3.9, 3.9));
        Assert.Equal(3, result.FixedPoints.Points.Length);
        double[] expected = [0.321283654969478, 1.33281852631235, 3.20644687819011];
        Assert.All(expected.Zip(result.FixedPoints.Points), pair => Assert.Equal(pair.First, Assert.Single(pair.Second.X), 0.1));
        Assert.Equal(
            [Stability.Attracting, Stability.Repelling, Stability.Attracting], result.FixedPoints.Points.Select(p => p.Stability));
        Assert.All(result.Growth, bound => Assert.InRange(bound.A, 1.05, 1.08));
        Assert.DoesNotContain(result.Theory, entry => entry.Applies && entry.Theorem != "P2 supply rate");
    }

    [Fact]
    public void Trap_3_spectral_radii_below_one_everywhere_do_not_make_the_origin_stable()
    {
        // The border-collision normal form (x, y) ↦ (τ x + y, −0.9 x) with τ = −½ for x < 0 and −1.8 for x > 0: both matrices have spectral radius √0.9, the
        // larger root of λ² + ½λ + 0.9, or 0.9487 for λ² + 1.8λ + 0.9, and yet orbits grow without bound.
        Network map = new(
            2,
            [
                Layer([[1, 0], [-1, 0], [0, 1], [0, -1]]),
                new Elementwise(new Relu()),
                Layer([[-1.8, 0.5, 1, -1], [-0.9, 0.9, 0, 0]]),
            ]);
        DissipativityResult result = map.Dissipativity(Box.Cube(2, -1, 1));
        Assert.Equal(Math.Sqrt(0.9), result.Suprema.SpectralRadius!.Value, 1e-12);
        double[] x = [1, 0.3];
        for (int t = 0; t < 400; t++)
        {
            x = Maps.Run(map, x).Value;
        }

        Assert.True(Norm(VectorNorm.Two, x) > 1e20);
        Assert.DoesNotContain(result.Theory, entry => entry.Applies && entry.Theorem != "P2 supply rate");
        Assert.DoesNotContain(result.FixedPoints.Points, point => point.Stability == Stability.Attracting);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_sampled_pair_beats_the_lipschitz_constants_and_no_point_the_growth_bounds(int seed)
    {
        Network map = Maps.Random(2, 9, seed, 0.4, new LeakyRelu(0.2));
        DissipativityResult result = map.Dissipativity(Box.Cube(2, -3, 3));
        Random random = new(seed);
        double[] best = new double[3];
        for (int i = 0; i < 20_000; i++)
        {
            double[] x = Maps.Draw(random, 2, -3, 3);
            double[] near = [.. x.Select(v => Math.Clamp(v + (1e-3 * (random.NextDouble() - 0.5)), -3, 3))];
            double[] fx = Maps.Run(map, [.. x]).Value;
            double[] fn = Maps.Run(map, [.. near]).Value;
            foreach (GrowthBound bound in result.Growth)
            {
                double stretch = Norm(bound.Norm, [.. fx.Zip(fn, (a, b) => a - b)]) / Norm(bound.Norm, [.. x.Zip(near, (a, b) => a - b)]);
                Assert.InRange(stretch, 0, bound.A * (1 + 1e-9));
                best[(int)bound.Norm] = Math.Max(best[(int)bound.Norm], stretch);
                Assert.True(Norm(bound.Norm, fx) <= (bound.A * Norm(bound.Norm, x)) + bound.Beta + 1e-12);
            }

            Assert.True(result.Invariance.Image!.Contains([.. fx.Select(v => v * (1 - 1e-14))]));
        }

        Assert.All(result.Growth, bound => Assert.InRange(best[(int)bound.Norm], 0.9 * bound.A, bound.Global * (1 + 1e-12)));
    }

    [Fact]
    public void Every_orbit_enters_the_absorbing_ball()
    {
        Network map = Maps.Random(2, 9, 5, 0.25, new LeakyRelu(0.2));
        DissipativityResult result = map.Dissipativity(Box.Cube(2, -3, 3));
        GrowthBound ball = result.Absorbing!;
        Random random = new(5);
        for (int i = 0; i < 1_000; i++)
        {
            double[] x = Maps.Draw(random, 2, -3, 3);
            if (Norm(ball.Norm, x) > ball.LargestBall)
            {
                continue;
            }

            for (int t = 0; t < 200; t++)
            {
                x = Maps.Run(map, x).Value;
            }

            Assert.InRange(Norm(ball.Norm, x), 0, ball.Radius!.Value * (1 + 1e-9));
        }

        Assert.All(result.Theory.Where(entry => entry.Applies), entry => Assert.NotEqual(false, entry.Agrees));
    }

    [Theory]
    [InlineData(EvidenceLevel.Numerical)]
    [InlineData(EvidenceLevel.Certified)]
    public void A_tent_map_that_just_reaches_the_top_keeps_the_unit_interval(EvidenceLevel evidence)
    {
        BoxInvariance tent = Maps.Tent(2).BoxInvariance(Box.Cube(1, 0, 1), new CellWalkOptions { Evidence = evidence });
        Assert.Equal(evidence, tent.Evidence);
        Assert.True(tent.IsForwardInvariant);
        Assert.Equal(1, tent.Image!.Upper[0]);
        BoxInvariance higher = Maps.Tent(2.0001).BoxInvariance(Box.Cube(1, 0, 1), new CellWalkOptions { Evidence = evidence });
        Assert.False(higher.IsForwardInvariant);
        Assert.Equal(0.5, Assert.Single(higher.Witness));
    }

    [Fact]
    public void Only_proof_sees_that_a_tent_map_overshoots_by_one_unit_in_the_last_place()
    {
        // 1 + 2^−52 at the top; the numerical answer allows for rounding.
        Network tent = Maps.Tent(Math.BitIncrement(2.0));
        Assert.True(tent.BoxInvariance(Box.Cube(1, 0, 1)).IsForwardInvariant);
        BoxInvariance proved = tent.BoxInvariance(Box.Cube(1, 0, 1), new CellWalkOptions { Evidence = EvidenceLevel.Certified });
        Assert.False(proved.IsForwardInvariant);
        Assert.Equal(0.5, Assert.Single(proved.Witness), 1e-12);
    }

    [Fact]
    public void A_study_that_is_cut_short_claims_nothing()
    {
        DissipativityResult result = Maps.Random(4, 40, 1).Dissipativity(Box.Cube(4, -3, 3), cancellation: new CancellationToken(true));
        Assert.False(result.Complete);
        Assert.Equal(EvidenceLevel.Sampled, result.Evidence);
        Assert.Empty(result.Growth);
        Assert.DoesNotContain(result.Theory, entry => entry.Applies);
    }

    [Fact]
    public void A_smooth_network_is_refused_by_the_layer()
    {
        Network smooth = new(1, [new Elementwise(new Tanh())]);
        Assert.Contains("layers[0]", Assert.Throws<InvalidInputException>(() => smooth.Dissipativity(Box.Cube(1, -1, 1))).Message, StringComparison.Ordinal);
    }

    // ½|x| + 1 = ½ relu(x) + ½ relu(−x) + 1.
    private static Network Folded() =>
        new(1, [Layer([[1], [-1]]), new Elementwise(new Relu()), new Affine(Matrix.FromRows([[0.5, 0.5]]), [1])]);

    private static Affine Layer(double[][] weight) => new(Matrix.FromRows(weight), new double[weight.Length]);

    private static TheoryEntry Entry(DissipativityResult result, string theorem) => Assert.Single(result.Theory, entry => entry.Theorem == theorem);

    private static double Norm(VectorNorm norm, double[] x) => norm switch
    {
        VectorNorm.One => x.Sum(Math.Abs),
        VectorNorm.Two => Math.Sqrt(x.Sum(v => v * v)),
        _ => x.Max(Math.Abs),
    };
}
