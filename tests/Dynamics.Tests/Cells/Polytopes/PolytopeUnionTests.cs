using System.Collections.Immutable;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Dynamics.Tests.Cells.Polytopes;

public class PolytopeUnionTests
{
    [Fact]
    public void Two_halves_of_a_square_become_the_square()
    {
        (ConvexPolytope left, ConvexPolytope right) = Split(ConvexPolytope.Of(Box.Cube(2, 0, 1)), new Halfspace([1, 0.3], 0.6));
        ConvexPolytope union = left.ConvexUnion(right)!;
        Assert.Equal((4, 4), (union.VertexCount, union.FacetCount));
        Assert.Equal(1, union.Volume, 1e-15);
    }

    [Fact]
    public void An_L_is_not_convex_and_stays_two_pieces()
    {
        ConvexPolytope lower = ConvexPolytope.Of(new Box([0, 0], [2, 1]));
        ConvexPolytope upper = ConvexPolytope.Of(new Box([0, 1], [1, 2]));
        Assert.Null(lower.ConvexUnion(upper));
        Assert.Equal(2, PolytopeUnion.Merged([lower, upper]).Length);
    }

    [Fact]
    public void Polytopes_that_meet_in_part_of_a_facet_or_a_corner_only_stay_apart()
    {
        ConvexPolytope square = ConvexPolytope.Of(Box.Cube(2, 0, 1));
        Assert.Null(square.ConvexUnion(ConvexPolytope.Of(new Box([1, 0.5], [2, 1.5]))));
        Assert.Null(square.ConvexUnion(ConvexPolytope.Of(Box.Cube(2, 1, 2))));
        Assert.Null(square.ConvexUnion(ConvexPolytope.Of(new Box([1.5, 0], [2, 1]))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Slices_and_bricks_of_a_cube_become_the_cube(int d)
    {
        List<ConvexPolytope> pieces = [ConvexPolytope.Of(Box.Cube(d, -1, 1))];
        for (int axis = 0; axis < d; axis++)
        {
            foreach (double height in (double[])[-0.4, 0.1, 0.7])
            {
                double[] normal = new double[d];
                normal[axis] = 1;
                pieces = CutAll(pieces, new Halfspace(normal, height));
            }
        }

        Assert.Equal((int)Math.Pow(4, d), pieces.Count);
        ConvexPolytope cube = Assert.Single(PolytopeUnion.Merged(pieces));
        Assert.Equal(1 << d, cube.VertexCount);
        Assert.Equal(2 * d, cube.FacetCount);
        Assert.Equal(Math.Pow(2, d), cube.Volume, 1e-12);
    }

    [Property(MaxTest = 60)]
    public bool Merging_keeps_volume_and_points(int seed, byte dimension)
    {
        int d = 1 + (dimension % 3);
        Random random = new(seed);
        List<ConvexPolytope> pieces = [ConvexPolytope.Of(Box.Cube(d, -1, 1))];
        for (int i = 0; i < 5; i++)
        {
            pieces = CutAll(pieces, new Halfspace(Direction(random, d), random.NextDouble() - 0.5));
        }

        double all = pieces.Sum(p => p.Volume);
        pieces.RemoveAll(_ => random.Next(3) == 0);
        ImmutableArray<ConvexPolytope> merged = PolytopeUnion.Merged(pieces);
        bool same = Math.Abs(all - Math.Pow(2, d)) < 1e-12 && Math.Abs(pieces.Sum(p => p.Volume) - merged.Sum(p => p.Volume)) < 1e-12;
        for (int i = 0; i < 100; i++)
        {
            double[] x = [.. Enumerable.Range(0, d).Select(_ => (2 * random.NextDouble()) - 1)];
            bool near = pieces.Concat(merged).Any(p => Math.Abs(p.Excess(x)) < 1e-9);
            same &= near || pieces.Count(p => p.Contains(x)) == merged.Count(p => p.Contains(x));
        }

        return same && merged.Length <= pieces.Count;
    }

    [Property(MaxTest = 60)]
    public bool A_difference_and_an_intersection_share_out_the_volume(int seed, byte dimension)
    {
        int d = 1 + (dimension % 4);
        Random random = new(seed);
        (ConvexPolytope p, ConvexPolytope q) = (Scattered(random, d), Scattered(random, d));
        IReadOnlyList<ConvexPolytope> rest = p.Without(q);
        double common = p.Intersect(q)?.Volume ?? 0;
        bool disjoint = rest.All(piece => piece.Intersect(q) is null or { Volume: < 1e-10 });
        return disjoint && Math.Abs(p.Volume - common - rest.Sum(piece => piece.Volume)) < 1e-12;
    }

    private static ConvexPolytope Scattered(Random random, int d)
    {
        ConvexPolytope polytope = ConvexPolytope.Of(Box.Cube(d, -1, 1));
        for (int i = 0; i < 4; i++)
        {
            polytope = polytope.Cut(new Halfspace(Direction(random, d), 0.1 + random.NextDouble())) ?? polytope;
        }

        return polytope;
    }

    private static double[] Direction(Random random, int d) => [.. Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5)];

    private static (ConvexPolytope Inside, ConvexPolytope Outside) Split(ConvexPolytope polytope, Halfspace halfspace)
    {
        Halfspace opposite = new([.. halfspace.Normal.Select(x => -x)], -halfspace.Offset);
        return (polytope.Cut(halfspace)!, polytope.Cut(opposite)!);
    }

    private static List<ConvexPolytope> CutAll(List<ConvexPolytope> pieces, Halfspace halfspace)
    {
        Halfspace opposite = new([.. halfspace.Normal.Select(x => -x)], -halfspace.Offset);
        return [.. pieces.SelectMany(p => new[] { p.Cut(halfspace), p.Cut(opposite) }).OfType<ConvexPolytope>()];
    }
}
