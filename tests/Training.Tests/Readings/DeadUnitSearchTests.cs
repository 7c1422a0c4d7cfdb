using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training.Tests.Readings;

public class DeadUnitSearchTests
{
    private static readonly Elementwise Relu = new(ActivationCatalogue.Create("relu"));

    private static Affine Affine(double[][] weight, params double[] bias) => new(Matrix.FromRows(weight), bias);

    [Fact]
    public void A_unit_whose_pre_activation_is_negative_at_every_point_is_dead()
    {
        // On [−1,1]²: unit 0 is x₁ (alive), unit 1 is x₁+x₂−3 < 0 (dead), unit 2 is −x₂+3 > 0 (alive).
        Network network = new(2, [Affine([[1, 0], [1, 1], [0, -1]], 0, -3, 3), Relu, Affine([[1, 1, 1]], 0)]);
        Matrix points = Matrix.FromRows([[-1, -1], [1, 1], [0.3, -0.9]]);
        DeadUnitSearch search = new();
        search.Walk(network, points);
        Assert.Equal(("layers[1]", 1, 3), (search.Layers[0].Path, search.Layers[0].Dead, search.Layers[0].Units));
    }

    [Fact]
    public void Branches_of_residual_layers_are_examined_at_the_points_that_reach_them()
    {
        // The first layer shifts every point by −5, so that the branch sees negative numbers only.
        Network branch = new(1, [Affine([[1], [-1]], 0, 0), Relu, Affine([[1, 1]], 0)]);
        Network network = new(1, [Affine([[1]], -5), new Residual(branch)]);
        DeadUnitSearch search = new();
        Matrix points = Matrix.FromRows([[-1], [0.5], [2]]);
        Matrix values = search.Walk(network, points);
        DeadUnitSearch.Layer layer = Assert.Single(search.Layers);
        Assert.Equal(("layers[1].branch.layers[1]", 1, 2), (layer.Path, layer.Dead, layer.Units));
        Assert.Equal(network.Evaluate(points), values);
    }

    [Fact]
    public void A_saturated_tanh_is_not_dead_although_its_slope_underflows()
    {
        Network network = new(1, [Affine([[1000]], 0), new Elementwise(ActivationCatalogue.Create("tanh"))]);
        DeadUnitSearch search = new();
        search.Walk(network, Matrix.FromRows([[1], [2]]));
        Assert.Equal(0, search.Layers[0].Dead);
    }

    [Fact]
    public void A_hardtanh_saturated_at_every_point_is_dead()
    {
        Network network = new(1, [Affine([[1]], 0), new Elementwise(ActivationCatalogue.Create("hardtanh"))]);
        DeadUnitSearch search = new();
        search.Walk(network, Matrix.FromRows([[1.5], [-2]]));
        Assert.Equal(1, search.Layers[0].Dead);
    }

    [Fact]
    public void Flow_layers_are_counted_as_unexamined()
    {
        Flow flow = new(new Network(1, [Affine([[-1]], 0)]), 1, new FlowSolver("rk4", 4));
        DeadUnitSearch search = new();
        search.Walk(new Network(1, [flow]), Matrix.FromRows([[1]]));
        Assert.Equal(1, search.Unexamined);
    }
}
