using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.CriticalPoints.Smooth;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Smooth;

public sealed class SmoothCriticalPointTests
{
    [Fact]
    public void The_hill_has_one_maximum()
    {
        CriticalPointResult found = SmoothNetworks.Hill.CriticalPoints(Box.Cube(1, -10, 10));
        Assert.True(found.Complete);
        Assert.Equal(EvidenceLevel.Certified, found.Evidence);
        CriticalPoint point = Assert.Single(found.Points);
        Assert.Equal(0, point.X[0], 1e-12);
        Assert.Equal(1.52318831191153, point.Value, 1e-13);
        Assert.Equal(-1.27940002, point.HessianEigenvalues[0], 1e-8);
        Assert.Equal(1, point.Index);
        Assert.False(point.Degenerate);
        Assert.Equal(EvidenceLevel.Certified, point.Evidence);
        Assert.True(point.Enclosure!.Contains([0]));
    }

    [Fact]
    public void The_hill_stays_without_other_critical_points_far_out_where_every_slope_underflows()
    {
        // At x = 500 both slopes are below e^−1990: their doubles are 0, their ratio is not 1.
        CriticalPointResult found = SmoothNetworks.Hill.CriticalPoints(new Box([-700], [1000]));
        Assert.True(found.Complete);
        Assert.Equal(0, Assert.Single(found.Points).X[0], 1e-12);
        CriticalPointResult tail = SmoothNetworks.Hill.CriticalPoints(new Box([400], [1000]));
        Assert.True(tail.Complete);
        Assert.Empty(tail.Points);
    }

    [Fact]
    public void A_critical_point_among_underflowing_slopes_is_proved()
    {
        // The hill moved and steepened: Φ = tanh(1000(x − 1) + 1) + tanh(−1000(x − 3) + 1): the critical point is at 2, where the slopes are e^−1996.
        Network network = new(
            1,
            [new Affine(new Matrix(2, 1, [1000, -1000]), [-999, 3001]), new Elementwise(new Tanh()), new Affine(new Matrix(1, 2, [1, 1]), [0])]);
        CriticalPointResult found = network.CriticalPoints(new Box([-5], [9]));
        Assert.True(found.Complete);
        CriticalPoint point = Assert.Single(found.Points);
        Assert.Equal(2, point.X[0], 1e-12);
        Assert.Equal(1, point.Index);
        Assert.True(point.Enclosure!.Upper[0] - point.Enclosure.Lower[0] < 1e-9);
    }

    [Fact]
    public void The_star_has_its_minimum_in_the_middle()
    {
        CriticalPointResult found = SmoothNetworks.Star.CriticalPoints(Box.Cube(2, -3, 3));
        Assert.True(found.Complete);
        CriticalPoint minimum = Assert.Single(found.Points, point => point.Index == 0);
        Assert.Equal(0, minimum.X[0], 1e-9);
        Assert.Equal(0, minimum.X[1], 1e-9);
        Assert.Equal(-1.38635147178, minimum.Value, 1e-11);
        Assert.All(minimum.HessianEigenvalues, eigenvalue => Assert.Equal(1.09029297, eigenvalue, 1e-7));
    }

    [Theory]
    [InlineData("2-2-1")]
    [InlineData("3-2-1")]
    [InlineData("3-3-2-1")]
    public void Random_networks_that_never_widen_are_certified_without_critical_points_saturated_or_not(string profile)
    {
        foreach (double gain in new[] { 0.5, 1, 30, 3000 })
        {
            for (int seed = 0; seed < 5; seed++)
            {
                CriticalPointResult found = SmoothNetworks.Random(profile, seed, gain: gain).CriticalPoints(Box.Cube(profile[0] - '0', -5, 5));
                Assert.True(found.Complete);
                Assert.Empty(found.Points);
                Assert.Contains("M1", Assert.Single(found.Remarks), StringComparison.Ordinal);

                // The theorem is the certificate, so that it is not confirmed by it.
                Assert.All(found.Theory, entry => Assert.Null(entry.Agrees));
                Assert.All(found.Theory, entry => Assert.Contains("not by a search", entry.Observed, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("2-2-1", 1)]
    [InlineData("2-2-1", 3000)]
    [InlineData("3-3-2-1", 3000)]
    public void The_search_of_the_box_agrees_with_the_theorem(string profile, double gain)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            Network network = SmoothNetworks.Random(profile, seed, gain: gain);
            CriticalPointResult found = SmoothCriticalPoints.Search(
                network, Box.Cube(network.Inputs, -5, 5), new CriticalPointOptions { Budget = TimeSpan.FromSeconds(20) }, null, CancellationToken.None);
            Assert.True(found.Complete);
            Assert.Empty(found.Points);
        }
    }

    [Theory]
    [InlineData("2-2-1", 1)]
    [InlineData("2-2-1", 4)]
    [InlineData("3-2-1", 0.5)]
    public void Branch_and_prune_that_knows_nothing_of_the_theorem_agrees_with_it(string profile, double gain)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Network network = SmoothNetworks.Random(profile, seed, gain: gain);
            ZeroSearchResult found = new GradientSystem(network).Zeros(
                Box.Cube(network.Inputs, -2, 2), new ZeroSearchOptions { Budget = TimeSpan.FromSeconds(20) });
            Assert.True(found.Complete, $"seed {seed}");
            Assert.Empty(found.Zeros);
        }
    }

    [Fact]
    public void Every_critical_point_behind_a_single_unit_is_degenerate()
    {
        int lines = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            Network network = SmoothNetworks.Random("2-1-3-1", seed);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(2, -5, 5));
            Assert.All(found.Points, point => Assert.True(point.Degenerate));
            Assert.NotEqual(false, found.Theory[1].Agrees);
            lines += found.Points.Length;
            foreach (CriticalPoint point in found.Points)
            {
                // The derivative along the line through the point vanishes: central difference of the network's own values, against its slope nearby.
                double[] direction = [.. ((Affine)network.Layers[0]).Weight.Row(0)];
                Assert.True(Math.Abs(Slope(network, point.X.AsSpan(), direction, 1e-5)) < 1e-6);
            }
        }

        Assert.True(lines > 5, $"{lines}");
    }

    [Theory]
    [InlineData("3-2-4-1")]
    [InlineData("3-3-2-4-1")]
    [InlineData("3-2-1-3-1")]
    public void Behind_few_units_the_level_sets_are_found_or_excluded(string profile)
    {
        int sets = 0;
        int complete = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Network network = SmoothNetworks.Random(profile, seed);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(3, -4, 4));
            complete += found.Complete ? 1 : 0;
            sets += found.Points.Length;
            foreach (CriticalPoint point in found.Points)
            {
                Assert.True(point.Degenerate);
                foreach (double[] direction in new double[][] { [1, 0, 0], [0, 1, 0], [0, 0, 1] })
                {
                    Assert.True(Math.Abs(Slope(network, point.X.AsSpan(), direction, 1e-5)) < 1e-6);
                }
            }
        }

        Assert.Equal(40, complete);

        // Few random networks have any; without one the test would say nothing.
        Assert.True(sets >= 3, $"{sets} level sets");
    }

    [Fact]
    public void The_theory_of_the_bottleneck_2_5_3_4_1_is_shown_with_both_labels_beside_the_points()
    {
        CriticalPointResult found = SmoothNetworks.Random("2-5-3-4-1", 3).CriticalPoints(Box.Cube(2, -3, 3));
        Assert.True(found.Complete);
        Assert.Contains("bottleneck", found.Theory[0].Theorem, StringComparison.Ordinal);
        Assert.Equal("M2", found.Theory[1].Theorem);
        Assert.True(found.Theory[1].Agrees);
    }

    [Fact]
    public void Nothing_that_multi_start_newton_finds_is_missing()
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CriticalPoints", "reference", "tanh-2-16-16-1.json")));
        int total = 0;
        foreach (JsonElement reference in document.RootElement.EnumerateArray())
        {
            CriticalPointResult found = SmoothNetworks.Read(reference.GetProperty("network")).CriticalPoints(Box.Cube(2, -5, 5));
            Assert.True(found.Complete);
            Assert.All(found.Points, point => Assert.True(point is { Evidence: EvidenceLevel.Certified, Degenerate: false, Index: not null }));
            foreach (JsonElement expected in reference.GetProperty("points").EnumerateArray())
            {
                double[] x = SmoothNetworks.Numbers(expected);
                Assert.Single(found.Points, point => Math.Abs(point.X[0] - x[0]) < 1e-8 && Math.Abs(point.X[1] - x[1]) < 1e-8);
                total++;
            }
        }

        Assert.True(total >= 26);
    }

    [Fact]
    public void A_degenerate_point_is_undecided_and_shown_with_its_hessian()
    {
        // Φ = tanh(x)³-like: tanh(2x) − 2 tanh(x) has a degenerate critical point at 0, where the second derivative vanishes too.
        Network network = new(
            1, [new Affine(new Matrix(2, 1, [2, 1]), [0, 0]), new Elementwise(new Tanh()), new Affine(new Matrix(1, 2, [1, -2]), [0])]);
        CriticalPointResult found = network.CriticalPoints(Box.Cube(1, -3, 3));
        Assert.False(found.Complete);
        Assert.True(Assert.Single(found.Unresolved).Contains([0]));
        Assert.Contains("Hessian", Assert.Single(found.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_network_is_critical_everywhere()
    {
        Network network = new(2, [new Affine(new Matrix(1, 2, [0, 0]), [0.25]), new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [2]), [0])]);
        CriticalPoint point = Assert.Single(network.CriticalPoints(Box.Cube(2, -1, 1)).Points);
        Assert.True(point.Degenerate);
        Assert.Equal(2 * Math.Tanh(0.25), point.Value, 1e-15);
    }

    [Fact]
    public void Softplus_is_searched_as_the_smooth_function_across_torchs_threshold()
    {
        // softplus(x) + softplus(−x) has one minimum, at 0, with value 2 ln 2 and second derivative ½; torch's branches would jump at ±20.
        Network network = new(
            1, [new Affine(new Matrix(2, 1, [1, -1]), [0, 0]), new Elementwise(new Softplus()), new Affine(new Matrix(1, 2, [1, 1]), [0])]);
        CriticalPointResult found = network.CriticalPoints(Box.Cube(1, -30, 31));
        Assert.True(found.Complete);
        CriticalPoint point = Assert.Single(found.Points);
        Assert.Equal(0, point.X[0], 1e-12);
        Assert.Equal(2 * Math.Log(2), point.Value, 1e-14);
        Assert.Equal(0.5, point.HessianEigenvalues[0], 1e-9);
        Assert.Contains(found.Remarks, remark => remark.Contains("softplus", StringComparison.Ordinal));
    }

    [Fact]
    public void Gelu_networks_are_searched_though_the_theory_does_not_apply()
    {
        // GELU itself has one minimum, at −0.75179…; two inputs make a line of them, one input a point.
        Network network = new(1, [new Affine(new Matrix(1, 1, [1]), [0]), new Elementwise(new Gelu())]);
        CriticalPointResult found = network.CriticalPoints(Box.Cube(1, -3, 3));
        CriticalPoint point = Assert.Single(found.Points);
        Assert.Equal(-0.751791524693564457457904, point.X[0], 1e-12);
        Assert.Equal(0, point.Index);
        Assert.All(found.Theory, entry => Assert.False(entry.Applies));
    }

    [Theory]
    [InlineData("1-6-1", "tanh", 1)]
    [InlineData("1-6-4-1", "tanh", 2)]
    [InlineData("1-5-1", "softplus", 2)]
    [InlineData("1-5-5-1", "sigmoid", 4)]
    [InlineData("1-5-1", "arctan", 2)]
    [InlineData("1-4-1", "erf", 1)]
    [InlineData("1-5-1", "silu", 1)]
    public void In_one_dimension_every_change_of_sign_of_the_derivative_is_found(string profile, string function, double gain)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            Network network = SmoothNetworks.Random(profile, seed, function, gain);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(1, -4, 4));
            Assert.True(found.Complete, $"seed {seed}: {string.Join("; ", found.Remarks)}");
            double[] grid = [.. Enumerable.Range(0, 4001).Select(i => -4.00001 + (i * 0.002))];
            double[] values = [.. network.Evaluate(new Matrix(grid.Length, 1, grid)).Values.ToArray()];
            int turns = 0;
            for (int i = 2; i < values.Length; i++)
            {
                (double before, double after) = (values[i - 1] - values[i - 2], values[i] - values[i - 1]);
                if (Math.Abs(before) > 1e-12 && Math.Abs(after) > 1e-12 && before > 0 != after > 0)
                {
                    // A maximum of the samples has a maximum of the network, index 1, within a step of it.
                    turns++;
                    Assert.Contains(found.Points, point => Math.Abs(point.X[0] - grid[i - 1]) < 0.0021 && point.Index == (before > 0 ? 1 : 0));
                }
            }

            Assert.True(found.Points.Length >= turns);

            // Non-degenerate points alternate between minima and maxima.
            int[] indices = [.. found.Points.OrderBy(point => point.X[0]).Select(point => point.Index!.Value)];
            Assert.All(indices.Zip(indices.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        }
    }

    private static double Slope(Network network, ReadOnlySpan<double> x, double[] direction, double h)
    {
        double[] forward = new double[x.Length];
        double[] backward = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            (forward[i], backward[i]) = (x[i] + (h * direction[i]), x[i] - (h * direction[i]));
        }

        return (network.Evaluate(forward)[0] - network.Evaluate(backward)[0]) / (2 * h);
    }
}
