using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>Certified fixed points and cycles of smooth networks against closed forms and values of 50-digit arithmetic (theory §0, §1).</summary>
public sealed class SmoothFixedPointTests
{
    private static readonly FixedPointOptions Certified = new() { Method = FixedPointMethod.Boxes };

    [Fact]
    public void The_logistic_chain_has_three_points_and_no_more()
    {
        FixedPointResult result = Chain("sigmoid", 8, -4).FixedPoints(Box.Cube(1, -10, 10), Certified);
        AssertPoints(result, [0.0212479879613656297, 0.5, 0.978752012038634370], [0.166372087751674, 2, 0.166372087751674]);
        Assert.Equal([Stability.Attracting, Stability.Repelling, Stability.Attracting], result.Points.Select(point => point.Stability));
    }

    [Theory]
    [InlineData(0.5328399, 3)]
    [InlineData(0.5328401, 1)]
    [InlineData(-0.5328399, 3)]
    public void Tanh_of_2x_plus_b_has_three_points_up_to_the_saddle_node(double bias, int count)
    {
        FixedPointResult result = Chain("tanh", 2, bias).FixedPoints(Box.Cube(1, -2, 2), Certified);
        Assert.True(result.Complete);
        Assert.Equal(count, result.Points.Length);
    }

    [Fact]
    public void At_the_saddle_node_itself_the_double_point_is_left_unresolved()
    {
        FixedPointResult result = Chain("tanh", 2, 0.532839975353552).FixedPoints(Box.Cube(1, -2, 2), Certified);
        Assert.False(result.Complete);
        Box left = Assert.Single(result.Unresolved);

        // tanh′ = ½ where tanh = −√½.
        Assert.True(left.Contains([-Math.Sqrt(0.5)]));
        Assert.True(left.Upper[0] - left.Lower[0] < 1e-5);
        Assert.Single(result.Points);
    }

    [Fact]
    public void A_falling_logistic_has_one_repelling_point_and_one_attracting_two_cycle()
    {
        FixedPointResult result = Chain("sigmoid", -8, 4).FixedPoints(Box.Cube(1, -1, 2), Certified with { Period = 4 });
        Assert.True(result.Complete);
        Assert.Equal(Stability.Repelling, Assert.Single(result.Points).Stability);
        Cycle cycle = Assert.Single(result.Cycles);
        Assert.Equal(2, cycle.Period);
        Assert.Equal(0.0212479879613656, cycle.Points[0][0], 1e-15);
        Assert.Equal(0.978752012038634, cycle.Points[1][0], 1e-14);
        Assert.Equal(Stability.Attracting, cycle.Stability);
        Assert.Equal(0.166372087751674 * 0.166372087751674, cycle.Multipliers[0].Real, 1e-13);
        Assert.InRange(cycle.MultiplierRadii[0], 0, 1e-11);
    }

    [Fact]
    public void The_gelu_trap_has_three_points_although_its_secant_map_is_below_0_95()
    {
        Network network = new(1, [One(1, 0.17), new Elementwise(ActivationCatalogue.Create("gelu")), One(0.95, 0)]);
        FixedPointResult result = network.FixedPoints(Box.Cube(1, -100, 100), Certified);
        AssertPoints(result, [0.321283654969478, 1.33281852631235, 3.20644687819011], [0.818994880167, 1.0710077537, 0.953932060278]);
        Assert.Equal([Stability.Attracting, Stability.Repelling, Stability.Attracting], result.Points.Select(point => point.Stability));
    }

    [Fact]
    public void An_exponential_over_a_box_where_it_overflows_is_still_decided()
    {
        // eˣ/4 = x at −W₀(−¼) and −W₋₁(−¼).
        Network network = new(1, [new Elementwise(ActivationCatalogue.Create("exp")), One(0.25, 0)]);
        AssertPoints(network.FixedPoints(Box.Cube(1, -5000, 5000), Certified), [0.357402956181389, 2.15329236411035], [0.357402956181389, 2.15329236411035]);
    }

    [Fact]
    public void A_rotation_by_tanh_has_complex_eigenvalues_in_their_discs()
    {
        // At 0 the Jacobian is the matrix itself: 1 ± 0.5i.
        Network network = new(2, [new Affine(new Matrix(2, 2, [1, -0.5, 0.5, 1]), [0, 0]), new Elementwise(ActivationCatalogue.Create("tanh"))]);
        FixedPoint point = Assert.Single(network.FixedPoints(Box.Cube(2, -1, 1), Certified).Points);
        Assert.Equal(Stability.Repelling, point.Stability);
        Assert.InRange((point.Eigenvalues[0] - new System.Numerics.Complex(1, point.Eigenvalues[0].Imaginary > 0 ? 0.5 : -0.5)).Magnitude, 0, point.EigenvalueRadii[0]);
        Assert.InRange(point.EigenvalueRadii[0], 0, 1e-12);
    }

    [Fact]
    public void A_point_on_the_border_belongs_to_the_closed_box()
    {
        FixedPointResult result = Chain("tanh", 2, 0).FixedPoints(new Box([0], [1]), Certified);
        Assert.True(result.Complete);
        Assert.Equal(2, result.Points.Length);
        Assert.Equal(0, result.Points[0].X[0]);

        // The other point, moved into a box that ends within rounding of it: in or out is open, and said so.
        double x = result.Points[1].X[0];
        FixedPointResult edge = Chain("tanh", 2, 0).FixedPoints(new Box([0.5], [x]), Certified);
        Assert.True(edge.Complete ? edge.Points.Length == 1 : edge.Unresolved.Length == 1);
    }

    [Fact]
    public void Adjacent_boxes_that_share_a_face_neither_lose_nor_double_a_point()
    {
        Network network = Chain("sigmoid", 8, -4);
        int below = network.FixedPoints(new Box([-1], [0.25]), Certified).Points.Length;
        int above = network.FixedPoints(new Box([0.25], [2]), Certified).Points.Length;
        Assert.Equal(3, below + above);
    }

    [Fact]
    public void A_flow_layer_is_refused_by_the_method_of_boxes_and_taken_by_auto()
    {
        Network field = Chain("tanh", -1, 0.2);
        Network network = new(1, [new Flow(field, 1, new FlowSolver("rk4", 4))]);
        Assert.Throws<InvalidInputException>(() => network.FixedPoints(Box.Cube(1, -1, 1), Certified));
        FixedPointResult found = network.FixedPoints(Box.Cube(1, -1, 1));
        Assert.Equal((FixedPointMethod.Boxes, true, 1), (found.Method, found.Complete, found.Points.Length));
        Network behind = new(1, [new Affine(new Matrix(1, 1, [0.5]), [0]), .. network.Layers]);
        Assert.Equal(FixedPointMethod.Newton, behind.FixedPoints(Box.Cube(1, -1, 1)).Method);
    }

    [Fact]
    public void Equilibria_of_a_vector_field_are_judged_by_real_parts()
    {
        // ẋ = −x + tanh 2x: 0 with slope 1, and ±x* with x* = tanh 2x*, slope 2(1 − x*²) − 1 < 0. ẏ = −y.
        Network field = new(
            2,
            [
                new Affine(new Matrix(3, 2, [2, 0, 1, 0, 0, 1]), [0, 0, 0]),
                new Elementwise([ActivationCatalogue.Create("tanh"), new Identity(), new Identity()]),
                new Affine(new Matrix(2, 3, [1, -1, 0, 0, 0, -1]), [0, 0]),
            ]);
        FixedPointResult result = field.Equilibria(Box.Cube(2, -3, 3));
        Assert.True(result.Complete);
        Assert.Equal([Stability.Attracting, Stability.Saddle, Stability.Attracting], result.Points.Select(point => point.Stability));
        Assert.All(result.Points, point => Assert.Equal(SystemKind.Flow, point.Judged));
        double x = result.Points[2].X[0];
        Assert.Equal(x, Math.Tanh(2 * x), 1e-15);
        Assert.Contains(result.Points[2].Eigenvalues, value => Math.Abs(value.Real - ((2 * (1 - (x * x))) - 1)) < 1e-13);
    }

    [Fact]
    public void What_newton_finds_is_proved_point_by_point_and_its_completeness_stays_sampled()
    {
        FixedPointResult result = Chain("sigmoid", 8, -4).FixedPoints(Box.Cube(1, -1, 2), new FixedPointOptions { Method = FixedPointMethod.Newton });
        Assert.Equal((false, EvidenceLevel.Sampled), (result.Complete, result.Evidence));
        Assert.Equal(3, result.Points.Length);
        Assert.All(result.Points, point => Assert.Equal((EvidenceLevel.Certified, EvidenceLevel.Certified), (point.Evidence, point.StabilityEvidence)));
        Assert.All(result.Points, point => Assert.True(point.Enclosure!.Contains(point.X.AsSpan())));
    }

    [Fact]
    public void A_state_of_the_users_leads_to_a_proved_point_in_sixty_dimensions()
    {
        // tanh(2x_i + small coupling): the attracting point with all coordinates near 0.9575 from a state where every slope is near 1.
        const int n = 60;
        Random random = new(3);
        double[] weight = [.. Enumerable.Range(0, n * n).Select(at => (at % (n + 1) == 0 ? 2 : 0) + (1e-3 * (random.NextDouble() - 0.5)))];
        Network network = new(n, [new Affine(new Matrix(n, n, weight), new double[n]), new Elementwise(ActivationCatalogue.Create("tanh"))]);
        Matrix state = new(1, n, [.. Enumerable.Repeat(0.46, n)]);
        FixedPointResult result = network.FixedPoints(
            Box.Cube(n, -2, 2), new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 0 }, state);
        Assert.Equal(EvidenceLevel.Sampled, result.Evidence);
        FixedPoint point = Assert.Single(result.Points);
        Assert.Equal((EvidenceLevel.Certified, Stability.Attracting), (point.Evidence, point.Stability));
        Assert.All(point.X, x => Assert.InRange(x, 0.95, 0.965));
    }

    private static void AssertPoints(FixedPointResult result, double[] x, double[] slopes)
    {
        Assert.True(result.Complete);
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
        Assert.Equal(x.Length, result.Points.Length);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(x[i], result.Points[i].X[0], 2e-14);
            Assert.Equal(slopes[i], result.Points[i].Eigenvalues[0].Real, 2e-12 * Math.Max(1, Math.Abs(slopes[i] * 100)));
            Assert.Equal(EvidenceLevel.Certified, result.Points[i].Evidence);
            Assert.Equal(EvidenceLevel.Certified, result.Points[i].StabilityEvidence);
        }
    }

    private static Network Chain(string activation, double weight, double bias) =>
        new(1, [One(weight, bias), new Elementwise(ActivationCatalogue.Create(activation))]);

    private static Affine One(double weight, double bias) => new(new Matrix(1, 1, [weight]), [bias]);
}
