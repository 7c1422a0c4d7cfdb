using System.Numerics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

public class FixedPointSearchTests
{
    [Fact]
    public void The_logistic_chain_has_the_three_fixed_points_of_the_theory()
    {
        FixedPointResult result = Chain("sigmoid", 8, -4).FixedPoints(Box.Cube(1, -1, 2));
        (double X, double Slope, Stability Stability)[] expected =
        [
            (0.0212479879613656297, 0.166372087751674, Stability.Attracting),
            (0.5, 2, Stability.Repelling),
            (0.978752012038634370, 0.166372087751674, Stability.Attracting),
        ];
        Assert.Equal(3, result.Points.Length);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(expected[i].X, result.Points[i].X[0], 1e-15);
            Assert.Equal(expected[i].Slope, result.Points[i].Eigenvalues[0].Real, 1e-14);
            Assert.Equal(expected[i].Stability, result.Points[i].Stability);
            Assert.Equal(EvidenceLevel.Certified, result.Points[i].Evidence);
        }

        Assert.True(result.Complete);
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
        TheoryEntry entry = Assert.Single(result.Theory);
        Assert.True(entry.Applies);
        Assert.True(entry.Agrees);
    }

    [Fact]
    public void A_steep_falling_logistic_has_one_repelling_fixed_point_and_one_attracting_two_cycle()
    {
        FixedPointResult result = Chain("sigmoid", -8, 4).FixedPoints(Box.Cube(1, -1, 2), new FixedPointOptions { Period = 6 });
        FixedPoint point = Assert.Single(result.Points);
        Assert.Equal(0.5, point.X[0], 1e-15);
        Assert.Equal(Stability.Repelling, point.Stability);
        Cycle cycle = Assert.Single(result.Cycles);
        Assert.Equal(2, cycle.Period);
        Assert.Equal(0.0212479879613656, cycle.Points[0][0], 1e-14);
        Assert.Equal(0.978752012038634, cycle.Points[1][0], 1e-14);
        Assert.Equal(0.166372087751674 * 0.166372087751674, cycle.Multipliers[0].Real, 1e-13);
        Assert.Equal(Stability.Attracting, cycle.Stability);
    }

    /// <summary>tanh(2x + b) has three fixed points exactly when |b| is below √2 − artanh √½ = 0.532839975353552.</summary>
    [Theory]
    [InlineData(-1e-3, 3)]
    [InlineData(-1e-9, 3)]
    [InlineData(1e-9, 1)]
    [InlineData(1e-3, 1)]
    public void On_either_side_of_a_saddle_node_the_count_is_right(double offset, int count)
    {
        double critical = Math.Sqrt(2) - Math.Atanh(Math.Sqrt(0.5));
        FixedPointResult result = Chain("tanh", 2, critical + offset).FixedPoints(Box.Cube(1, -2, 2));
        Assert.Equal(count, result.Points.Length);
        Assert.Equal(0, result.Points.Count(point => point.Stability == Stability.Neutral));
        Assert.Equal(count / 2, result.Points.Count(point => point.Stability == Stability.Repelling));
    }

    [Fact]
    public void At_the_saddle_node_itself_the_double_point_is_one_neutral_point()
    {
        double critical = Math.Sqrt(2) - Math.Atanh(Math.Sqrt(0.5));
        FixedPointResult result = Chain("tanh", 2, critical).FixedPoints(Box.Cube(1, -2, 2));
        FixedPoint node = Assert.Single(result.Points, point => point.X[0] < 0);
        Assert.Equal(-Math.Sqrt(0.5), node.X[0], 1e-7);
        Assert.Equal(Stability.Neutral, node.Stability);
        Assert.Equal(2, result.Points.Length);
    }

    [Fact]
    public void Points_are_those_of_a_brute_force_bisection()
    {
        // A two-layer scalar map with several crossings; the oracle brackets sign changes of f(x) − x on a fine grid.
        Random random = new(3);
        for (int trial = 0; trial < 10; trial++)
        {
            double[] w = [.. Enumerable.Range(0, 6).Select(_ => 6 * Spectra.MatrixFamilies.Gaussian(random))];
            double[] b = [.. Enumerable.Range(0, 6).Select(_ => 3 * Spectra.MatrixFamilies.Gaussian(random))];
            double[] v = [.. Enumerable.Range(0, 6).Select(_ => Spectra.MatrixFamilies.Gaussian(random))];
            Network network = new(
                1,
                [new Affine(new Matrix(6, 1, w), b), new Elementwise(ActivationCatalogue.Create("tanh")), new Affine(new Matrix(1, 6, v), [0.1])]);
            Func<double, double> g = x => 0.1 + Enumerable.Range(0, 6).Sum(i => v[i] * Math.Tanh((w[i] * x) + b[i])) - x;
            List<double> roots = Bisect(g, -4, 4, 20_000);
            FixedPointResult result = network.FixedPoints(Box.Cube(1, -4, 4));
            Assert.Equal(roots.Count, result.Points.Length);
            for (int i = 0; i < roots.Count; i++)
            {
                Assert.Equal(roots[i], result.Points[i].X[0], 1e-9);
            }
        }
    }

    [Fact]
    public void Newton_leaves_no_subnormal_crumbs_in_coordinates_that_are_zero()
    {
        Random random = new(1);
        for (int i = 0; i < 100; i++)
        {
            double[] weights = [.. Enumerable.Range(0, 16).Select(_ => 3 * (random.NextDouble() - 0.5))];
            Network net = new(4, [new Affine(new Matrix(4, 4, weights), new double[4]), new Elementwise(ActivationCatalogue.Create("tanh"))]);
            FixedPointResult result = net.FixedPoints(Box.Cube(4, -2, 2), new FixedPointOptions { Starts = 64 });
            Assert.DoesNotContain(result.Points.SelectMany(point => point.X), double.IsSubnormal);
            Assert.Contains(result.Points, point => point.X.All(x => x == 0));
        }
    }

    [Fact]
    public void The_identity_map_reports_a_bounded_number_of_neutral_points_and_says_so()
    {
        FixedPointResult result = new Network(3, []).FixedPoints(Box.Cube(3, -1, 1), Newton with { Period = 2 });
        Assert.InRange(result.Points.Length, 1, 64);
        Assert.All(result.Points, point => Assert.Equal(Stability.Neutral, point.Stability));
        Assert.Contains(result.Remarks, remark => remark.Contains("continuum", StringComparison.Ordinal));
        Assert.Empty(result.Cycles);
    }

    [Fact]
    public void A_line_of_fixed_points_is_found_from_starts_off_the_line()
    {
        // (x, y) ↦ (x, y/2): every (x, 0) is fixed and I − Df is singular there.
        Network network = new(2, [new Affine(new Matrix(2, 2, [1, 0, 0, 0.5]), [0, 0])]);
        FixedPointResult result = network.FixedPoints(Box.Cube(2, -1, 1), Newton);
        Assert.NotEmpty(result.Points);
        Assert.All(result.Points, point => Assert.Equal(0, point.X[1], 1e-12));
        Assert.All(result.Points, point => Assert.Equal(Stability.Neutral, point.Stability));
        Assert.NotEmpty(result.Remarks);
    }

    [Fact]
    public void A_shift_without_fixed_points_reports_none()
    {
        Network network = new(2, [new Residual(new Network(2, [new Affine(new Matrix(2, 2, [0, 0, 0, 0]), [1e-9, 0])]))]);
        Assert.Empty(network.FixedPoints(Box.Cube(2, -1, 1), Newton).Points);
    }

    [Fact]
    public void A_saddle_and_a_rotation_are_told_apart()
    {
        FixedPoint saddle = Assert.Single(Linear(2, 0, 0, 0.5).FixedPoints(Box.Cube(2, -1, 1), Newton).Points);
        Assert.Equal(Stability.Saddle, saddle.Stability);
        FixedPoint centre = Assert.Single(Linear(0, -1, 1, 0).FixedPoints(Box.Cube(2, -1, 1), Newton).Points);
        Assert.Equal(Stability.Neutral, centre.Stability);
        Assert.Equal<Complex>([Complex.ImaginaryOne, -Complex.ImaginaryOne], centre.Eigenvalues);
        FixedPoint spiral = Assert.Single(Linear(0, -0.999999, 0.999999, 0).FixedPoints(Box.Cube(2, -1, 1), Newton).Points);
        Assert.Equal(Stability.Attracting, spiral.Stability);
        FixedPoint source = Assert.Single(Linear(0, -1.000001, 1.000001, 0).FixedPoints(Box.Cube(2, -1, 1), Newton).Points);
        Assert.Equal(Stability.Repelling, source.Stability);
    }

    [Fact]
    public void A_kink_at_the_fixed_point_leaves_its_stability_undecided_unless_both_sides_agree()
    {
        // LeakyReLU(x) · s: slopes s and s/4 meet at the fixed point 0.
        FixedPoint mixed = Assert.Single(Leaky(2).FixedPoints(Box.Cube(1, -1, 1), Newton).Points);
        Assert.Equal(Stability.Undecided, mixed.Stability);
        FixedPoint stable = Assert.Single(Leaky(0.9).FixedPoints(Box.Cube(1, -1, 1), Newton).Points);
        Assert.Equal(Stability.Attracting, stable.Stability);
    }

    [Fact]
    public void The_leaky_example_outside_the_theory_has_exactly_four_fixed_points()
    {
        // Slope ¼: h1 = L(x−2/3), h2 = L(2/3−h1), h3 = L(−h2−1/3), out = 8h3+7/3 has the fixed points 0, 1, 2, 3 with slopes ½, 2, ½, 2.
        Elementwise leaky = new(ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 }));
        Network network = new(
            1,
            [
                One(1, -2.0 / 3), leaky, One(-1, 2.0 / 3), leaky, One(-1, -1.0 / 3), leaky, One(8, 7.0 / 3),
            ]);
        FixedPointResult result = network.FixedPoints(Box.Cube(1, -10, 10), Newton);
        Assert.Equal(4, result.Points.Length);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(i, result.Points[i].X[0], 1e-13);
            Assert.Equal(i % 2 == 0 ? 0.5 : 2, result.Points[i].Eigenvalues[0].Real, 1e-13);
            Assert.Equal(i % 2 == 0 ? Stability.Attracting : Stability.Repelling, result.Points[i].Stability);
        }

        Assert.False(Assert.Single(result.Theory).Applies);
    }

    [Fact]
    public void Points_on_the_border_are_kept_and_points_outside_are_dropped()
    {
        Network network = Chain("sigmoid", 8, -4);
        Assert.Equal(0.5, Assert.Single(network.FixedPoints(new Box([0.1], [0.5])).Points).X[0], 1e-15);
        Assert.Empty(network.FixedPoints(new Box([0.1], [0.4999])).Points);
    }

    [Fact]
    public void The_tent_map_has_all_its_cycles_up_to_period_four()
    {
        // Slope 2 − 2⁻⁸ on [0, 1], just below the full tent: all cycles of periods up to 4 but the fixed points persist: 1, 2 and 3 of them.
        const double slope = 2 - (1.0 / 256);
        Network tent = new(
            1,
            [
                new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]),
                new Elementwise(ActivationCatalogue.Create("relu")),
                new Affine(new Matrix(1, 2, [slope, -2 * slope]), [0]),
            ]);
        FixedPointResult result = tent.FixedPoints(new Box([0], [1]), Newton with { Period = 4 });
        Assert.Equal([1, 2, 3], new[] { 2, 3, 4 }.Select(period => result.Cycles.Count(cycle => cycle.Period == period)));
        Assert.All(result.Cycles, cycle => Assert.Equal(Stability.Repelling, cycle.Stability));
        Assert.All(result.Cycles, cycle => Assert.Equal(Math.Pow(slope, cycle.Period), Math.Abs(cycle.Multipliers[0].Real), 1e-10));
        foreach (Cycle cycle in result.Cycles)
        {
            for (int i = 0; i < cycle.Period; i++)
            {
                double next = cycle.Points[(i + 1) % cycle.Period][0];
                Assert.Equal(next, tent.Evaluate(cycle.Points[i].AsSpan())[0], 1e-13);
                Assert.True(cycle.Points[0][0] <= cycle.Points[i][0]);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_extra_starts_count()
    {
        Network network = new(
            2,
            [
                new Affine(new Matrix(2, 2, [3, -1, 1, 2]), [0.1, -0.2]),
                new Elementwise(ActivationCatalogue.Create("tanh")),
            ]);
        FixedPointResult first = network.FixedPoints(Box.Cube(2, -2, 2), Newton);
        FixedPointResult second = network.FixedPoints(Box.Cube(2, -2, 2), Newton);
        Assert.NotEmpty(first.Points);
        Assert.Equal(first.Points.SelectMany(point => point.X), second.Points.SelectMany(point => point.X));

        Matrix start = new(1, 2, [.. first.Points[0].X.Select(x => x + 0.001)]);
        FixedPointResult seeded = network.FixedPoints(Box.Cube(2, -2, 2), Newton with { Starts = 0 }, start);
        Assert.Equal(first.Points[0].X[0], Assert.Single(seeded.Points).X[0], 1e-13);
    }

    [Fact]
    public void A_cancelled_or_exhausted_search_says_so()
    {
        Network network = Chain("sigmoid", 8, -4);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.True(network.FixedPoints(Box.Cube(1, -1, 2), cancellation: source.Token).Interrupted);
        Assert.True(network.FixedPoints(Box.Cube(1, -1, 2), new FixedPointOptions { Budget = TimeSpan.Zero }).Interrupted);
        Assert.False(network.FixedPoints(Box.Cube(1, -1, 2)).Interrupted);
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        List<double> seen = [];
        Chain("tanh", 2, 0).FixedPoints(Box.Cube(1, -1, 1), new FixedPointOptions { Period = 2 }, progress: new Immediate(seen));
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(1, seen[^1]);
    }

    [Fact]
    public void Starts_that_overflow_are_dropped_without_harm()
    {
        Network network = new(1, [new Elementwise(ActivationCatalogue.Create("exp")), One(0.25, 0)]);

        // eˣ/4 = x at −W₀(−¼) and −W₋₁(−¼).
        FixedPointResult result = network.FixedPoints(Box.Cube(1, -5000, 5000), Newton with { Starts = 4096 });
        Assert.Equal([0.357402956181389, 2.15329236411035], result.Points.Select(point => Math.Round(point.X[0], 15)).ToArray(), Close);
    }

    [Fact]
    public void A_network_that_is_no_self_map_and_a_box_of_another_dimension_are_rejected()
    {
        Network down = new(2, [new Affine(new Matrix(1, 2, [1, 1]), [0])]);
        Assert.Throws<InvalidInputException>(() => down.FixedPoints(Box.Cube(2, -1, 1)));
        Assert.Throws<InvalidInputException>(() => new Network(2, []).FixedPoints(Box.Cube(3, -1, 1)));
        Assert.Throws<InvalidInputException>(() => new Network(1, []).FixedPoints(Box.Cube(1, -1, 1), new FixedPointOptions { Period = 0 }));
    }

    private static FixedPointOptions Newton { get; } = new() { Method = FixedPointMethod.Newton };

    private static bool Close(double x, double y) => Math.Abs(x - y) <= 1e-13;

    private static List<double> Bisect(Func<double, double> g, double from, double to, int cells)
    {
        List<double> roots = [];
        for (int i = 0; i < cells; i++)
        {
            double a = from + ((to - from) * i / cells);
            double b = from + ((to - from) * (i + 1) / cells);
            if (g(a) * g(b) > 0)
            {
                continue;
            }

            for (int k = 0; k < 100; k++)
            {
                double middle = (a + b) / 2;
                (a, b) = g(a) * g(middle) <= 0 ? (a, middle) : (middle, b);
            }

            roots.Add(a);
        }

        return roots;
    }

    private static Affine One(double weight, double bias) => new(new Matrix(1, 1, [weight]), [bias]);

    private static Network Chain(string activation, double weight, double bias) =>
        new(1, [One(weight, bias), new Elementwise(ActivationCatalogue.Create(activation))]);

    private static Network Linear(double a, double b, double c, double d) => new(2, [new Affine(new Matrix(2, 2, [a, b, c, d]), [0, 0])]);

    private static Network Leaky(double factor) => new(
        1,
        [
            new Elementwise(ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 })),
            One(factor, 0),
        ]);

    private sealed class Immediate(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }
}
