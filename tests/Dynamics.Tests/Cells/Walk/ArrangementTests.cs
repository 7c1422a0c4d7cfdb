using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>Hyperplane arrangements whose number of regions is known: in general position, and as far from it as can be.</summary>
public sealed class ArrangementTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 3)]
    [InlineData(2, 60)]
    [InlineData(3, 17)]
    [InlineData(4, 11)]
    public void Hyperplanes_in_general_position_have_Zaslavskys_number_of_regions(int dimension, int count)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Arrangement arrangement = Arrangement.Generic(dimension, count, seed, 1);
            Assert.Equal(Arrangement.GenericRegions(dimension, count), Count(arrangement, 1e5));
        }
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(3, 48)]
    [InlineData(4, 384)]
    [InlineData(5, 3840)]
    public void Mirrors_of_the_cube_make_its_symmetries(int n, long regions) => HasRegions(Arrangement.TypeB(n), regions);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(4, 24)]
    [InlineData(5, 120)]
    [InlineData(6, 720)]
    public void Braids_make_the_permutations(int n, long regions) => HasRegions(Arrangement.Braid(n), regions);

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 16)]
    [InlineData(4, 125)]
    [InlineData(5, 1296)]
    public void Shi_arrangements_make_the_parking_functions(int n, long regions) => HasRegions(Arrangement.Shi(n), regions);

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 30)]
    [InlineData(4, 336)]
    public void Catalan_arrangements_make_the_labelled_Dyck_paths(int n, long regions) => HasRegions(Arrangement.Catalan(n), regions);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 7)]
    [InlineData(4, 36)]
    [InlineData(5, 246)]
    public void Linial_arrangements_make_the_alternating_trees(int n, long regions) => HasRegions(Arrangement.Linial(n), regions);

    [Theory]
    [InlineData(3, 6)]
    [InlineData(70, 140)]
    public void Lines_through_one_point_make_two_regions_each(int lines, long regions)
    {
        double[][] normals = [.. Enumerable.Range(0, lines).Select(i => new[] { Math.Cos(Math.PI * i / lines), Math.Sin(Math.PI * i / lines) })];
        HasRegions(new Arrangement(2, normals, new double[lines]), regions);
    }

    [Fact]
    public void Tangents_of_a_circle_leave_a_polygon_of_as_many_sides()
    {
        const int Lines = 120;
        double[][] normals = [.. Enumerable.Range(0, Lines).Select(i => new[] { Math.Cos(2 * Math.PI * i / Lines), Math.Sin(2 * Math.PI * i / Lines) })];
        var arrangement = new Arrangement(2, normals, [.. normals.Select(_ => 1.0)]);
        Network network = arrangement.Network();
        CellWalkResult<RecordingVisitor> result = network.WalkCells(new CellDomain(Box.Cube(2, -1e4, 1e4)), () => new RecordingVisitor(Lines));

        // Lines in pairs of parallels: n of them, otherwise in general position, make 1 + n + (pairs that meet) regions.
        Assert.Equal(1 + Lines + (Lines * (Lines - 2) / 2), result.Cells);
        CellRecord polygon = Assert.Single(result.Visitors.SelectMany(v => v.Cells), c => c.Pattern.All(p => p == '0'));
        Assert.Equal(Lines, polygon.Facets.Length);
        Assert.Equal(Lines, polygon.Vertices.Length);
        Assert.Equal(Lines * Math.Tan(Math.PI / Lines), new FaceLattice(polygon).Volume, 1e-12);
    }

    private static void HasRegions(Arrangement arrangement, long regions)
    {
        Assert.Equal(regions, Count(arrangement, 64));
        for (int seed = 0; seed < 5; seed++)
        {
            Assert.Equal(regions, Count(arrangement.Moved(seed), 1e4));
        }
    }

    private static long Count(Arrangement arrangement, double size)
    {
        CellWalkResult<CountingVisitor> result =
            arrangement.Network().WalkCells(new CellDomain(Box.Cube(arrangement.Dimension, -size, size)), () => new CountingVisitor());
        Assert.True(result.Complete);
        return result.Cells;
    }
}
