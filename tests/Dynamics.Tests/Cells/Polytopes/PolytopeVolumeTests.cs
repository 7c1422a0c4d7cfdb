using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Dynamics.Tests.Cells.Polytopes;

public class PolytopeVolumeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_corner_simplex_has_volume_one_over_d_factorial(int d)
    {
        double[] ones = new double[d];
        ones.AsSpan().Fill(1);
        ConvexPolytope simplex = ConvexPolytope.Of(new CellDomain(Box.Cube(d, 0, 2), [new Halfspace(ones, 1)]))!;
        Assert.Equal(d + 1, simplex.VertexCount);
        Assert.Equal(d + 1, simplex.FacetCount);
        Assert.Equal(1.0 / Factorial(d), simplex.Volume, 1e-14);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_cross_polytope_has_2d_vertices_and_2_to_the_d_facets_and_its_volume(int d)
    {
        // Its vertices are far from simple: 2^(d−1) facets meet in each.
        IEnumerable<Halfspace> facets = Enumerable.Range(0, 1 << d)
            .Select(signs => new Halfspace([.. Enumerable.Range(0, d).Select(k => (signs >> k & 1) == 0 ? 1.0 : -1.0)], 1));
        ConvexPolytope cross = ConvexPolytope.Of(new CellDomain(Box.Cube(d, -1, 1), facets))!;
        Assert.Equal(2 * d, cross.VertexCount);
        Assert.Equal(1 << d, cross.FacetCount);
        Assert.Equal(Math.Pow(2, d) / Factorial(d), cross.Volume, 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_spatial_zonotope_has_the_sum_of_its_generators_determinants_as_volume(int seed)
    {
        Random random = new(seed);
        double[][] g = [.. Enumerable.Range(0, 6).Select(_ => new[] { random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5 })];
        List<Halfspace> facets = [];
        double expected = 0;
        for (int i = 0; i < g.Length; i++)
        {
            for (int j = i + 1; j < g.Length; j++)
            {
                double[] normal = Cross(g[i], g[j]);
                foreach (double sign in (double[])[1, -1])
                {
                    double[] n = [.. normal.Select(x => sign * x)];
                    facets.Add(new Halfspace(n, g.Sum(v => Math.Max(0, Dot(n, v)))));
                }

                expected += g.Skip(j + 1).Sum(v => Math.Abs(Dot(normal, v)));
            }
        }

        ConvexPolytope zonotope = ConvexPolytope.Of(new CellDomain(Box.Cube(3, -5, 5), facets))!;
        Assert.Equal(30, zonotope.FacetCount);
        Assert.Equal(32, zonotope.VertexCount);
        Assert.Equal(expected, zonotope.Volume, 1e-12);
    }

    [Fact]
    public void A_plane_through_three_corners_cuts_a_sixth_off_the_cube()
    {
        ConvexPolytope cube = ConvexPolytope.Of(Box.Cube(3, 0, 1));
        ConvexPolytope corner = cube.Cut(new Halfspace([1, 1, 1], 1))!;
        ConvexPolytope rest = cube.Cut(new Halfspace([-1, -1, -1], -1))!;
        Assert.Equal((4, 4), (corner.VertexCount, corner.FacetCount));
        Assert.Equal((7, 7), (rest.VertexCount, rest.FacetCount));
        Assert.Equal(1.0 / 6, corner.Volume, 1e-15);
        Assert.Equal(5.0 / 6, rest.Volume, 1e-15);
    }

    [Fact]
    public void The_middle_section_of_the_cube_is_a_hexagon_between_two_halves()
    {
        ConvexPolytope half = ConvexPolytope.Of(Box.Cube(3, 0, 1)).Cut(new Halfspace([1, 1, 1], 1.5))!;
        Assert.Equal(0.5, half.Volume, 1e-15);
        Assert.Equal(6, half.VerticesOn(half.FacetCount - 1).Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_share_of_random_points_inside_is_the_volume(int d)
    {
        Random random = new(d);
        ConvexPolytope? polytope = ConvexPolytope.Of(Box.Cube(d, -1, 1));
        for (int i = 0; i < 8; i++)
        {
            polytope = polytope!.Cut(new Halfspace([.. Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5)], 0.2));
        }

        const int Points = 200_000;
        int inside = 0;
        for (int i = 0; i < Points; i++)
        {
            inside += polytope!.Contains([.. Enumerable.Range(0, d).Select(_ => (2 * random.NextDouble()) - 1)]) ? 1 : 0;
        }

        double share = polytope!.Volume / Math.Pow(2, d);
        double deviation = Math.Sqrt(share * (1 - share) / Points);
        Assert.InRange((double)inside / Points, share - (5 * deviation), share + (5 * deviation));
    }

    [Fact]
    public void A_halfspace_of_another_dimension_is_refused() => Assert.Throws<InvalidInputException>(
        () => ConvexPolytope.Of(Box.Cube(2, 0, 1)).Cut(new Halfspace([1, 1, 1], 1)));

    [Fact]
    public void A_domain_without_interior_is_no_polytope()
    {
        Assert.Null(ConvexPolytope.Of(new CellDomain(Box.Cube(2, 0, 1), [new Halfspace([1, 1], -1)])));
        Assert.Null(ConvexPolytope.Of(new CellDomain(Box.Cube(2, 0, 1), [new Halfspace([1, 0], 0)])));
        Assert.Null(ConvexPolytope.Of(new CellDomain(Box.Cube(2, 0, 1), [new Halfspace([1, 1], 0)])));
    }

    private static int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    private static double Dot(double[] a, double[] b) => a.Zip(b).Sum(pair => pair.First * pair.Second);

    private static double[] Cross(double[] a, double[] b) =>
        [(a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0])];
}
