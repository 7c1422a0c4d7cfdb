using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Exact;
using Xunit;

namespace TorchDynInspect.Dynamics.Tests.Cells.Polytopes;

public class ExactPolytopeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_cube_has_its_corners_and_a_cut_through_a_corner_adds_none(int d)
    {
        List<ExactHalfspace> cube = [.. ExactHalfspace.Of(new Box([.. Enumerable.Repeat(-1.0, d)], [.. Enumerable.Repeat(1.0, d)]))];
        Assert.Equal(1 << d, ExactPolytope.Of(d, cube)!.Vertices.Length);
        ExactHalfspace touching = Halfspace([.. Enumerable.Repeat(1, d), -d]);
        Assert.Equal(1 << d, ExactPolytope.Of(d, [.. cube, touching, touching])!.Vertices.Length);
        ExactHalfspace corner = Halfspace([.. Enumerable.Repeat(-1, d), d]);
        ExactPolytope point = ExactPolytope.Of(d, [.. cube, corner])!;
        Assert.Single(point.Vertices);
        Assert.Equal(Enumerable.Repeat(Rational.One, d), point.Point(0));
        Assert.Null(ExactPolytope.Of(d, [.. cube, Halfspace([.. Enumerable.Repeat(-1, d), d + 1])]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Vertices_are_all_feasible_points_at_which_independent_hyperplanes_meet(int d)
    {
        // Coefficients from −2 to 2 make hyperplanes coincide, meet in common lines and leave flat or empty sets.
        Random random = new(d);
        Box box = new([.. Enumerable.Repeat(-2.0, d)], [.. Enumerable.Repeat(1.0, d)]);
        (int solid, int flat, int empty) = (0, 0, 0);
        for (int trial = 0; trial < 60; trial++)
        {
            ExactHalfspace[] cuts = [.. Enumerable.Range(0, 4).Select(_ => Halfspace([.. Enumerable.Range(0, d + 1).Select(_ => random.Next(-2, 3))]))];
            ExactHalfspace[] all = [.. ExactHalfspace.Of(box), .. cuts];
            HashSet<string> expected = [.. Meetings(all, d)];
            ExactPolytope? polytope = ExactPolytope.Of(d, all);
            Assert.Equal(expected, polytope is null ? [] : Points(polytope));

            // With an interior the other way of building gives the same, without one nothing.
            bool hasInterior = polytope is not null && cuts.All(cut => cut.Side(polytope.InnerPoint()) < 0 || (cut.IsConstant && cut.Form[^1].IsZero))
                && ExactHalfspace.Of(box).All(side => side.Side(polytope.InnerPoint()) < 0);
            ExactPolytope? cutBox = ExactPolytope.Of(new CellDomain(box), cuts);
            Assert.Equal(hasInterior, cutBox is not null);
            if (cutBox is not null)
            {
                Assert.Equal(expected, Points(cutBox));
                FaceLattice lattice = FaceLattice.Of(d, cutBox.Vertices.Length, cutBox.VertexSets());
                Assert.Equal(cutBox.Vertices.Length, lattice.Faces[0].Count);
                Assert.Equal(1, lattice.Faces.Select((faces, k) => k % 2 == 0 ? faces.Count : -faces.Count).Sum());
            }

            solid += hasInterior ? 1 : 0;
            flat += polytope is not null && !hasInterior ? 1 : 0;
            empty += polytope is null ? 1 : 0;
        }

        Assert.True(solid > 5 && flat > 0 && empty > 5, $"{solid} with interior, {flat} flat, {empty} empty");
    }

    [Fact]
    public void A_halfspace_may_leave_a_flat_part_and_then_a_point()
    {
        ExactPolytope square = ExactPolytope.Of(new CellDomain(new Box([0, 0], [1, 1])))!;
        Assert.Null(square.Cut(Halfspace([1, 0, 0])));
        ExactPolytope side = square.Intersect(Halfspace([1, 0, 0]))!;
        Assert.Equal(["0 0", "0 1"], Points(side));
        Assert.Equal(["0 1/3", "0 1"], Points(side.Intersect(Halfspace([5, -3, 1]))!));
        Assert.Null(side.Intersect(Halfspace([5, -3, 4])));
    }

    // The cross-polytope |x₁| + … + |x_d| ≤ 1 is as far from simple as can be: 2d vertices, C(d, k + 1)·2^(k + 1) faces of dimension k.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Faces_of_the_cross_polytope_are_counted(int d)
    {
        List<Halfspace> halfspaces = [.. Enumerable.Range(0, 1 << d).Select(s =>
             new Halfspace([.. Enumerable.Range(0, d).Select(i => (s >> i & 1) == 0 ? 1.0 : -1)], 1))];
        ExactPolytope polytope = ExactPolytope.Of(new CellDomain(Box.Cube(d, -2, 2), halfspaces))!;
        Assert.Equal(2 * d, polytope.Vertices.Length);
        List<LatticeFace>[] faces = FaceLattice.Of(d, polytope.Vertices.Length, polytope.VertexSets()).Faces;
        for (int k = 0; k < d; k++)
        {
            Assert.Equal(Binomial(d, k + 1) << (k + 1), faces[k].Count);
        }

        Assert.Single(faces[d]);
    }

    [Fact]
    public void A_halfspace_that_only_touches_leaves_no_interior_or_everything()
    {
        CellDomain cube = new(Box.Cube(3, 0, 1));
        Assert.Null(ExactPolytope.Of(cube, Halfspace([1, 1, 1, 0])));
        ExactPolytope touched = ExactPolytope.Of(cube, Halfspace([1, 1, 1, -3]))!;
        Assert.Equal(8, touched.Vertices.Length);
        Assert.Single(VertexSet.Members(touched.VertexSets()[6]));
        Assert.Null(ExactPolytope.Of(cube, Halfspace([0, 0, 0, 1])));
        Assert.NotNull(ExactPolytope.Of(cube, Halfspace([0, 0, 0, 0])));
    }

    // The cube cut by x + y + z ≤ 1/2 at a corner: 4 vertices; the other side keeps 10.
    [Fact]
    public void A_cut_divides_the_vertices_and_shares_the_new_ones()
    {
        CellDomain cube = new(Box.Cube(3, 0, 1));
        ExactPolytope corner = ExactPolytope.Of(cube, Halfspace([2, 2, 2, -1]))!;
        ExactPolytope rest = ExactPolytope.Of(cube, Halfspace([-2, -2, -2, 1]))!;
        Assert.Equal((4, 10), (corner.Vertices.Length, rest.Vertices.Length));
        string[] cut = [.. VertexSet.Members(corner.VertexSets()[6]).Select(v => string.Join(' ', corner.Point(v))).Order()];
        Assert.Equal(["0 0 1/2", "0 1/2 0", "1/2 0 0"], cut);
        Assert.Equal(cut, VertexSet.Members(rest.VertexSets()[6]).Select(v => string.Join(' ', rest.Point(v))).Order());
    }

    private static ExactHalfspace Halfspace(int[] form) => new(new Facet(FacetKind.Halfspace, 0, 0), Array.ConvertAll(form, x => new BigInteger(x)));

    private static HashSet<string> Points(ExactPolytope polytope) =>
        [.. Enumerable.Range(0, polytope.Vertices.Length).Select(v => string.Join(' ', polytope.Point(v)))];

    private static IEnumerable<string> Meetings(ExactHalfspace[] halfspaces, int d)
    {
        for (int set = 0; set < 1 << halfspaces.Length; set++)
        {
            if (BitOperations.PopCount((uint)set) != d)
            {
                continue;
            }

            ExactHalfspace[] chosen = [.. halfspaces.Where((_, i) => (set >> i & 1) != 0)];
            RationalMatrix normals = new(d, d, [.. chosen.SelectMany(h => h.Form[..d]).Select(x => new Rational(x))]);
            if (normals.Solve([.. chosen.Select(h => -new Rational(h.Form[d]))]) is { } point && halfspaces.All(h => h.Side(point) <= 0))
            {
                yield return string.Join(' ', point);
            }
        }
    }

    private static int Binomial(int n, int k) => k == 0 ? 1 : Binomial(n - 1, k - 1) * n / k;
}
