using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Tests.Attraction;

public class RegionOfAttractionTests
{
    // f' > 0 everywhere, fixed points 0, 1, 2, 3, of which 0 and 2 attract: the basins are (−∞, 1) and (1, 3), and in the box [−1, 4] all of them stay.
    [Theory]
    [InlineData(0, -1, 1)]
    [InlineData(2, 1, 3)]
    public void The_chain_of_leaky_relus_has_the_intervals_between_its_repellers_as_basins(double x, double lower, double upper)
    {
        AttractionOptions options = new() { LeastShare = 1e-9 };
        RegionOfAttraction region = Maps.LeakyChain().RegionOfAttraction(Box.Cube(1, -1, 4), [x], options);
        Assert.Equal(AttractionEnd.Stationary, region.End);
        Assert.Equal(EvidenceLevel.Certified, region.Inner!.Evidence);
        Assert.Equal(x, Assert.Single(region.FixedPoint), 1e-14);
        ConvexPolytope basin = Assert.Single(region.RegionAt(int.MaxValue));
        Assert.Equal(lower, basin.Bounds().Lower[0], 1e-7);
        Assert.Equal(upper, basin.Bounds().Upper[0], 1e-7);
        Assert.InRange(region.Volume, upper - lower - 1e-7, upper - lower);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_repelling_fixed_point_is_refused_with_the_reason(double x)
    {
        RegionOfAttraction region = Maps.LeakyChain().RegionOfAttraction(Box.Cube(1, -1, 4), [x]);
        Assert.Equal(AttractionEnd.Refused, region.End);
        Assert.Contains("not attracting", region.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_point_on_the_boundary_of_its_cell_is_refused_with_the_reason()
    {
        RegionOfAttraction region = Maps.Quadrants([[0.5, 0], [0, 0.5]]).RegionOfAttraction(Box.Cube(2, -1, 1), [0, 0]);
        Assert.Null(region.Inner);
        Assert.Contains("boundary of its cell", region.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_continuum_and_a_missing_fixed_point_are_refused_with_the_reason()
    {
        Network identity = Maps.Interval(-5, (1, -5));
        Assert.Contains("singular", identity.RegionOfAttraction(Box.Cube(1, -1, 1), [0.2]).Reason, StringComparison.Ordinal);
        Network shrunk = Maps.Interval(0, (0.5, -5));
        Assert.Contains("box", shrunk.RegionOfAttraction(Box.Cube(1, -1, 1), [0.2]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spiral_close_to_a_quarter_turn_attracts_its_whole_maximal_set()
    {
        // One cell in the box: rotation by 1 radian, contraction 0.97. S_t must reach all points whose orbits stay in the box.
        (double c, double s) = (0.97 * Math.Cos(1), 0.97 * Math.Sin(1));
        Network spiral = new(
            2,
            [
                new Affine(TorchDynInspect.Dynamics.LinearAlgebra.Matrix.FromRows([[c, -s], [s, c]]), [10, 10]),
                new Elementwise(new Relu()),
                new Affine(TorchDynInspect.Dynamics.LinearAlgebra.Matrix.Identity(2), [-10, -10]),
            ]);
        Box box = Box.Cube(2, -1, 1);
        RegionOfAttraction region = spiral.RegionOfAttraction(box, [0.01, -0.02]);
        Assert.InRange(region.Inner!.Contraction, 0.97, 1);
        Assert.Equal(AttractionEnd.Stationary, region.End);
        CompareWithOrbits(spiral, box, region, 3, 2_000, 200);
    }

    [Theory]
    [InlineData(2, 10, 0)]
    [InlineData(2, 16, 1)]
    [InlineData(3, 6, 2)]
    [InlineData(1, 12, 3)]
    [InlineData(2, 7, 4)]
    [InlineData(2, 6, 5, "relu")]
    [InlineData(2, 10, 6, "relu")]
    [InlineData(3, 5, 7, "relu")]
    [InlineData(1, 8, 8, "relu")]
    [InlineData(2, 5, 9, "hardtanh")]
    public void A_point_lies_in_the_shell_of_the_step_at_which_its_orbit_enters_the_inner_region(int d, int width, int seed, string function = "leaky_relu")
    {
        Activation activation = function switch { "relu" => new Relu(), "hardtanh" => new Hardtanh(-1, 1), _ => new LeakyRelu(0.1) };
        (Network map, double[] x) = WithAttractor(d, width, seed, 1, activation);
        Box box = Box.Cube(d, -3, 3);
        RegionOfAttraction region = map.RegionOfAttraction(box, x, new AttractionOptions { MostSteps = 12, LeastShare = 0 });
        Assert.NotNull(region.Inner);
        Assert.InRange(region.Volume, region.Inner.Polytope.Volume, Math.Pow(6, d) * (1 + 1e-12));
        CompareWithOrbits(map, box, region, seed, 4_000, region.Shells[^1].Step);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(102)]
    [InlineData(106)]
    public void A_residual_network_is_followed_through_its_blocks(int seed)
    {
        Network branch = new(
            2, [new Affine(TorchDynInspect.Dynamics.LinearAlgebra.Matrix.FromRows([[-0.4, 0.1], [0.1, -0.4]]), [0, 0]), new Elementwise(new Relu())]);
        Network map = new(2, [.. Maps.Random(2, 5, seed, 0.8).Layers, new Residual(branch)]);
        FixedPoint point = map.FixedPoints(Box.Cube(2, -3, 3)).Points.First(p => p.Stability == Stability.Attracting && !p.OnKink);
        RegionOfAttraction region = map.RegionOfAttraction(Box.Cube(2, -3, 3), point.X.AsSpan(), new AttractionOptions { MostSteps = 8, LeastShare = 0 });
        CompareWithOrbits(map, region.Box, region, seed, 2_000, region.Shells[^1].Step);
    }

    [Fact]
    public void Flat_cells_whose_image_lies_in_a_wall_between_shells_are_counted_once()
    {
        // f = ½x, but constant ½ beyond x = 1 … 2 and up again: preimages of whole shells under a constant.
        Network map = Maps.Interval(-0.5, (0.5, -1), (-0.5, 1), (0.5, 2));
        RegionOfAttraction region = map.RegionOfAttraction(Box.Cube(1, -0.9, 3), [0.0], new AttractionOptions { LeastShare = 0 });
        Assert.Equal(3.9, region.Volume, 1e-9);
        CompareWithOrbits(map, Box.Cube(1, -0.9, 3), region, 5, 1_000, 60);
    }

    [Fact]
    public void Volumes_agree_with_the_share_of_sampled_orbits()
    {
        (Network map, double[] x) = WithAttractor(2, 10, 7);
        RegionOfAttraction region = map.RegionOfAttraction(Box.Cube(2, -3, 3), x, new AttractionOptions { MostSteps = 10 });
        const int Points = 100_000;
        Random random = new(1);
        int[] entered = new int[11];
        for (int i = 0; i < Points; i++)
        {
            if (Entry(map, region, Maps.Draw(random, 2, -3, 3), 10) is { } step)
            {
                entered[step]++;
            }
        }

        int sum = 0;
        for (int t = 0; t <= 10; t++)
        {
            sum += entered[t];
            double share = region.VolumeAt(t) / 36;
            double deviation = Math.Sqrt(share * (1 - share) / Points);
            Assert.InRange((double)sum / Points, share - (5 * deviation) - 1e-9, share + (5 * deviation) + 1e-9);
        }
    }

    [Theory]
    [InlineData(2, 12, 21)]
    [InlineData(3, 8, 22)]
    [InlineData(4, 6, 23)]
    public void Orbits_from_the_inner_region_shrink_in_its_gauge_as_promised(int d, int width, int seed)
    {
        (Network map, double[] x) = WithAttractor(d, width, seed, 0.7);
        RegionOfAttraction region = map.RegionOfAttraction(Box.Cube(d, -3, 3), x, new AttractionOptions { MostSteps = 1 });
        ConvexPolytope inner = region.Inner!.Polytope;
        double[] centre = [.. region.FixedPoint];
        double Gauge(double[] y) => inner.Facets.Max(
            f => (Dot(f.Normal, y) - Dot(f.Normal, centre)) / (f.Offset - Dot(f.Normal, centre)));
        for (int v = 0; v < inner.VertexCount; v++)
        {
            double[] y = inner.Vertex(v).ToArray();
            Assert.Equal(1, Gauge(y), 1e-9);
            Assert.InRange(Gauge(Maps.Run(map, y).Value), 0, region.Inner.Contraction + 1e-9);
        }
    }

    [Fact]
    public void A_budget_that_is_spent_answers_with_the_inner_region()
    {
        (Network map, double[] x) = WithAttractor(2, 10, 7);
        RegionOfAttraction region = map.RegionOfAttraction(Box.Cube(2, -3, 3), x, new AttractionOptions { Budget = TimeSpan.FromTicks(1) });
        Assert.Equal(AttractionEnd.Interrupted, region.End);
        Assert.NotNull(region.Inner);
        Assert.Single(region.Shells);
    }

    private static void CompareWithOrbits(Network map, Box box, RegionOfAttraction region, int seed, int points, int steps)
    {
        Random random = new(seed);
        for (int i = 0; i < points; i++)
        {
            double[] x = [.. box.Lower.Zip(box.Upper, (l, u) => l + ((u - l) * random.NextDouble()))];
            bool undecided = region.Shells.Any(s => s.Polytopes.Any(p => Math.Abs(p.Excess(x)) < 1e-9));
            if (!undecided)
            {
                Assert.Equal(Entry(map, region, x, steps), region.StepOf(x));
            }
        }
    }

    // The step at which the orbit of x enters the inner region, as long as it stays in the box.
    private static int? Entry(Network map, RegionOfAttraction region, double[] x, int steps)
    {
        for (int t = 0; t <= steps && region.Box.Contains(x); t++)
        {
            if (region.Inner!.Polytope.Contains(x))
            {
                return t;
            }

            x = Maps.Run(map, x).Value;
        }

        return null;
    }

    private static (Network Map, double[] FixedPoint) WithAttractor(int d, int width, int seed, double gain = 1, Activation? activation = null)
    {
        for (int at = 1000 * seed; ; at++)
        {
            Network map = Maps.Random(d, width, at, gain, activation ?? new LeakyRelu(0.1));
            FixedPoint? point = map.FixedPoints(Box.Cube(d, -3, 3)).Points
                .FirstOrDefault(p => p.Stability == Stability.Attracting && !p.OnKink);
            if (point is not null)
            {
                return (map, [.. point.X]);
            }
        }
    }

    private static double Dot(IReadOnlyList<double> x, IReadOnlyList<double> y) => x.Zip(y).Sum(pair => pair.First * pair.Second);
}
