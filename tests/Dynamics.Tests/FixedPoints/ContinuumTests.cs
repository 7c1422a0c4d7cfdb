using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

public class ContinuumTests
{
    [Fact]
    public void A_line_of_fixed_points_through_several_cells_is_one_continuum()
    {
        // (x, y) ↦ (x, y/2 + relu-combinations of x that cancel): x = relu(x+1) − relu(−x−1) − 1 bends at −1 and, written twice, at 1, but is x everywhere.
        Network network = new(
            2,
            [
                new Affine(Matrix.FromRows([[1, 0], [-1, 0], [1, 0], [-1, 0], [0, 1]]), [1, -1, -1, 1, 0]),
                new Elementwise([.. Enumerable.Repeat(ActivationCatalogue.Create("relu"), 4), ActivationCatalogue.Create("identity")]),
                new Affine(Matrix.FromRows([[0.5, -0.5, 0.5, -0.5, 0], [0, 0, 0, 0, 0.5]]), [0, 0]),
            ]);
        FixedPointResult result = network.FixedPoints(Box.Cube(2, -4, 4));
        Assert.Empty(result.Points);
        FixedPointContinuum line = Assert.Single(result.Continua);
        Assert.True(result.Complete);
        Assert.Equal((1, 1, EvidenceLevel.Certified), (line.Dimension, line.Period, line.Evidence));
        Assert.Equal(new Box([-4, 0], [4, 0]), line.Bounds);

        // Three cells: up to −1, from −1 to 1, from 1 on.
        Assert.Equal([-4.0, -1, 1], line.Pieces.Select(piece => Math.Min(piece[0, 0], piece[1, 0])).Order());
        Assert.All(line.Pieces, piece => Assert.Equal((2, 0.0, 0.0), (piece.Rows, piece[0, 1], piece[1, 1])));
    }

    [Fact]
    public void The_identity_is_a_continuum_of_the_whole_box()
    {
        FixedPointResult result = new Network(3, []).FixedPoints(Box.Cube(3, -1, 2), new FixedPointOptions { Period = 2 });
        FixedPointContinuum all = Assert.Single(result.Continua);
        Assert.Equal(3, all.Dimension);
        Assert.Equal(8, Assert.Single(all.Pieces).Rows);
        Assert.Empty(result.Points);
        Assert.Empty(result.Cycles);
    }

    [Fact]
    public void A_plane_of_fixed_points_is_cut_by_the_cells_it_passes_and_is_one()
    {
        // (x, y, z) ↦ (x, y, leaky(x + y − z)·0): the plane z = 0, divided by the line x + y = 0.
        Network network = new(
            3,
            [
                new Affine(Matrix.FromRows([[1, 0, 0], [0, 1, 0], [1, 1, -1]]), [0, 0, 0]),
                new Elementwise([ActivationCatalogue.Create("identity"), ActivationCatalogue.Create("identity"), ActivationCatalogue.Create("relu")]),
                new Affine(Matrix.FromRows([[1, 0, 0], [0, 1, 0], [0, 0, 0]]), [0, 0, 0]),
            ]);
        FixedPointContinuum plane = Assert.Single(network.FixedPoints(Box.Cube(3, -1, 1)).Continua);
        Assert.Equal(2, plane.Dimension);
        Assert.Equal([3, 3], plane.Pieces.Select(piece => piece.Rows));
        Assert.Equal(new Box([-1, -1, 0], [1, 1, 0]), plane.Bounds);
    }

    [Fact]
    public void Relu_itself_has_a_half_line_and_its_end_is_no_point_of_its_own()
    {
        FixedPointResult result = new Network(1, [SampleMaps.Relu]).FixedPoints(new Box([-3], [5]));
        Assert.Empty(result.Points);
        Assert.Equal(new Box([0], [5]), Assert.Single(result.Continua).Bounds);
        Assert.True(result.Complete);
    }

    [Fact]
    public void A_point_that_is_alone_in_one_cell_belongs_to_the_continuum_of_its_neighbour()
    {
        // x for x ≥ 1, 2x − 1 below: the cell below has the single solution 1, the cell above all of [1, 3].
        Network network = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [-1, 0]), new Elementwise([ActivationCatalogue.Create("relu"), ActivationCatalogue.Create("identity")]), new Affine(new Matrix(1, 2, [-1, 2]), [-1])]);
        FixedPointResult result = network.FixedPoints(new Box([-3], [3]));
        Assert.Empty(result.Points);
        Assert.Equal(new Box([1], [3]), Assert.Single(result.Continua).Bounds);
    }

    [Fact]
    public void A_single_point_of_a_singular_cell_is_a_point()
    {
        // (x, y) ↦ (x, y/2): the line y = 0 meets the box [0, 1] × [0, 1] along an edge, and the cell {x ≥ y, x ≤ 0} of the second network in one point.
        Network network = new(
            2,
            [
                new Affine(Matrix.FromRows([[1, 0], [1, 0], [0, 1]]), [0, 0, 0]),
                new Elementwise([ActivationCatalogue.Create("relu"), ActivationCatalogue.Create("identity"), ActivationCatalogue.Create("identity")]),
                new Affine(Matrix.FromRows([[-1, 1, 0], [0, 0, 0.5]]), [0, 0]),
            ]);

        // x for x ≤ 0 and 0 for x ≥ 0: on [0, 2] only the origin is fixed, which the singular cell x ≤ 0 meets at its border.
        FixedPointResult result = network.FixedPoints(new Box([0, -1], [2, 1]));
        FixedPoint origin = Assert.Single(result.Points);
        Assert.Equal([0.0, 0], origin.X.ToArray());
        Assert.Empty(result.Continua);
        Assert.True(origin.OnKink);
    }

    [Fact]
    public void Two_lines_that_do_not_touch_are_two()
    {
        // hardtanh-like steps: f(x) = x on [−3, −2] and on [2, 3], above or below the diagonal elsewhere.
        PiecewiseLinear steps = new([-3, -2, 2, 3], [-3, -2, 2, 3], 0, 0);
        PiecewiseLinear bent = new([-3, -2, 0, 2, 3], [-3, -2, 0.5, 2, 3], 0, 0);
        Assert.Single(new Network(1, [new Elementwise(steps)]).FixedPoints(Box.Cube(1, -4, 4)).Continua);
        FixedPointResult two = new Network(1, [new Elementwise(bent)]).FixedPoints(Box.Cube(1, -4, 4));
        Assert.Equal([new Box([-3], [-2]), new Box([2], [3])], two.Continua.Select(continuum => continuum.Bounds));
        Assert.Empty(two.Points);
    }

    [Fact]
    public void A_reflection_has_one_fixed_point_and_a_continuum_of_period_two()
    {
        FixedPointResult result = new Network(1, [SampleMaps.One(-1, 1)]).FixedPoints(Box.Cube(1, -4, 4), new FixedPointOptions { Period = 4 });
        FixedPoint point = Assert.Single(result.Points);
        Assert.Equal((0.5, Stability.Neutral, EvidenceLevel.Certified), (point.X[0], point.Stability, point.StabilityEvidence));
        FixedPointContinuum line = Assert.Single(result.Continua);
        Assert.Equal((2, 1), (line.Period, line.Dimension));
        Assert.Empty(result.Cycles);
    }
}
