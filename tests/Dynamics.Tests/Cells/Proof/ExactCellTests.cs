using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Proof;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Tests.Cells.Proof;

public class ExactCellTests
{
    // The cross-polytope |x₁| + … + |x_d| ≤ 1 is as far from simple as can be: 2d vertices, C(d, k + 1)·2^(k + 1) faces of dimension k.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Faces_of_the_cross_polytope_are_counted(int d)
    {
        List<Halfspace> halfspaces = [.. Enumerable.Range(0, 1 << d).Select(s =>
             new Halfspace([.. Enumerable.Range(0, d).Select(i => (s >> i & 1) == 0 ? 1.0 : -1)], 1))];
        RationalPolytope polytope = RationalPolytope.Of(new CellDomain(Box.Cube(d, -2, 2), halfspaces), [])!;
        Assert.Equal(2 * d, polytope.Vertices.Count);
        BigInteger[] facets = FaceLattice.Facets(FaceLattice.VertexSets(polytope));
        ILookup<int, ExactFace> faces = FaceLattice.Faces(facets, polytope.Vertices.Count).ToLookup(face => face.Dimension);
        for (int k = 0; k < d; k++)
        {
            Assert.Equal(Binomial(d, k + 1) << (k + 1), faces[k].Count());
        }

        Assert.Single(faces[d]);
    }

    [Fact]
    public void A_halfspace_that_only_touches_leaves_no_interior_or_everything()
    {
        CellDomain cube = new(Box.Cube(3, 0, 1));
        Facet facet = new(FacetKind.Unit, 0, 0);
        Assert.Null(RationalPolytope.Of(cube, [new ExactHalfspace(facet, [1, 1, 1, 0])]));
        RationalPolytope touched = RationalPolytope.Of(cube, [new ExactHalfspace(facet, [1, 1, 1, -3])])!;
        Assert.Equal(8, touched.Vertices.Count);
        Assert.Single(touched.Vertices, vertex => vertex.IsOn(6));
        Assert.Null(RationalPolytope.Of(cube, [new ExactHalfspace(facet, [0, 0, 0, 1])]));
        Assert.NotNull(RationalPolytope.Of(cube, [new ExactHalfspace(facet, [0, 0, 0, 0])]));
    }

    // The cube cut by x + y + z ≤ 1/2 at a corner: 4 vertices; the other side keeps 10.
    [Fact]
    public void A_cut_divides_the_vertices_and_shares_the_new_ones()
    {
        CellDomain cube = new(Box.Cube(3, 0, 1));
        Facet facet = new(FacetKind.Unit, 0, 0);
        RationalPolytope corner = RationalPolytope.Of(cube, [new ExactHalfspace(facet, [2, 2, 2, -1])])!;
        RationalPolytope rest = RationalPolytope.Of(cube, [new ExactHalfspace(facet, [-2, -2, -2, 1])])!;
        Assert.Equal((4, 10), (corner.Vertices.Count, rest.Vertices.Count));
        string[] cut = [.. corner.Vertices.Where(vertex => vertex.IsOn(6)).Select(Text).Order()];
        Assert.Equal(["0 0 1/2", "0 1/2 0", "1/2 0 0"], cut);
        Assert.Equal(cut, rest.Vertices.Where(vertex => vertex.IsOn(6)).Select(Text).Order());
    }

    private static string Text(RationalVertex vertex) => string.Join(' ', vertex.Coordinates().Select(x => $"{x}"));

    private static int Binomial(int n, int k) => k == 0 ? 1 : Binomial(n - 1, k - 1) * n / k;
}
