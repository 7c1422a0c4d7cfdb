using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.DepthLimit;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Volume;

namespace TorchDynInspect.Dynamics.Tests.DepthLimit;

public class DepthLimitTests
{
    [Fact]
    public void A_linear_block_is_away_from_its_flow_by_the_rest_of_the_exponential_series()
    {
        // g(x) = 0.3 x at x = 2: block 2.6, flow 2 e^0.3, leading term ½ · 0.09 · 2.
        Network network = new(1, [new Residual(Linear(0.3))]);
        DepthLimitResult result = network.DepthLimit(new Matrix(1, 1, [2]));
        BlockDepthLimit block = Assert.Single(result.Blocks);
        Assert.Equal(2 * (Math.Exp(0.3) - 1.3), block.Refinements[0].Mean, 1e-9);
        Assert.Equal(2 * (Math.Exp(0.3) - Math.Pow(1 + (0.3 / 8), 8)), block.Refinements[3].Largest, 1e-9);
        Assert.Equal(0.09, block.PredictedMean, 1e-12);
        Assert.Equal(0.6, block.MeanStep, 1e-12);
        Assert.Equal((Math.Exp(0.3) - 1.345) / (Math.Exp(0.3) - 1.3), block.LeadingTermDefect!.Value, 1e-6);
        Assert.InRange(block.ObservedOrder!.Value, 0.93, 1.0);
        Assert.All(block.Lipschitz, bound => Assert.Equal(0.3, bound.Everywhere, 1e-12));
        Assert.True(block.IsHomeomorphism);
        Assert.Null(block.WeightChange);
    }

    [Fact]
    public void Blocks_of_a_smooth_field_converge_with_order_one_and_their_weights_vary_little()
    {
        const int Blocks = 8;
        Network network = new(2, Enumerable.Range(0, Blocks).Select(k => new Residual(Tanh(0.1 + (0.01 * k)))));
        DepthLimitResult result = network.DepthLimit(Box.Cube(2, -1, 1), new DepthLimitOptions { Samples = 100 });
        Assert.Equal(Blocks, result.Blocks.Length);
        Assert.Equal(1, result.ComposedOrder!.Value, 0.1);
        Assert.All(result.Blocks, block => Assert.Equal(1, block.ObservedOrder!.Value, 0.1));
        Assert.All(result.Blocks, block => Assert.InRange(block.LeadingTermDefect!.Value, 0, 0.35));
        Assert.All(result.Blocks, block => Assert.True(block.IsHomeomorphism));

        // Only the outer weight changes, from 0.1 to 0.11: 0.01 · ‖I‖ / √(‖W‖² + 0.1² ‖I‖² + ‖b‖²).
        Assert.Equal(0.01 * Math.Sqrt(2) / Math.Sqrt(2.5 + 0.02 + 0.09), result.Blocks[0].WeightChange!.Value, 1e-12);
        Assert.Equal(Blocks * result.Blocks[0].WeightChange!.Value, result.WeightRoughness!.Value, 0.01);
        Assert.Null(result.Blocks[^1].WeightChange);
        Assert.All(result.Theory, entry => Assert.True(entry.Applies));
        Assert.True(result.Theory.Single(entry => entry.Theorem == "depth limit").Agrees);

        // The composed distance of the network itself, by hand.
        Matrix point = new(1, 2, [0.4, -0.7]);
        Network flows = new(2, network.Layers.Select(layer => new Flow(((Residual)layer).Branch, 1, new FlowSolver("dopri5", 1, 1e-12, 1e-13))));
        double apart = network.Evaluate(point).Row(0).ToArray().Zip(flows.Evaluate(point).Row(0).ToArray(), (x, y) => Math.Abs(x - y)).Max();
        Assert.Equal(apart, network.DepthLimit(point).Composed[0].Largest, 1e-9);
    }

    [Fact]
    public void A_block_that_folds_is_not_called_a_homeomorphism()
    {
        // x − 2 tanh x has slope −1 at 0.
        Network network = new(1, [new Residual(new Network(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [-2]), [0])]))]);
        DepthLimitResult result = network.DepthLimit(Box.Cube(1, -1, 1));
        BlockDepthLimit block = Assert.Single(result.Blocks);
        Assert.False(block.IsHomeomorphism);
        Assert.False(block.IsInjectiveOnHull);
        Assert.False(result.Theory[0].Applies);
        Assert.All(block.Lipschitz, bound => Assert.Equal(2, bound.Everywhere, 1e-9));

        // Away from the fold it is injective: |2 tanh′| < 1 for |x| > artanh √½ = 0.8814.
        BlockDepthLimit far = network.DepthLimit(Box.Cube(1, 1, 2)).Blocks[0];
        Assert.False(far.IsHomeomorphism);
        Assert.True(far.IsInjectiveOnHull);
    }

    [Fact]
    public void A_flow_layer_tells_how_many_residual_blocks_come_close_to_it()
    {
        Network network = new(1, [new Flow(Linear(-1), 2, new FlowSolver("dopri5"))]);
        FlowDepthLimit flow = Assert.Single(network.DepthLimit(new Matrix(2, 1, [1, -0.5])).Flows);
        Assert.Equal(1 - Math.Exp(-2), flow.LargestDisplacement, 1e-9);
        Assert.Equal(Math.Exp(-2), flow.LipschitzEverywhere, 1e-12);
        Assert.True(flow.LipschitzEverywhere >= Math.Exp(-2));
        Assert.Equal(Math.Exp(-2), flow.LargestStretch, 1e-9);
        foreach (Refinement refinement in flow.Refinements)
        {
            Assert.Equal(Math.Abs(Math.Exp(-2) - Math.Pow(1 - (2.0 / refinement.Steps), refinement.Steps)), refinement.Largest, 1e-9);
        }

        int steps = flow.EulerSteps!.Value;
        Assert.True(Math.Abs(Math.Exp(-2) - Math.Pow(1 - (2.0 / steps), steps)) <= 1e-3);
        Assert.True(Math.Abs(Math.Exp(-2) - Math.Pow(1 - (4.0 / steps), steps / 2)) > 1e-3);
        Assert.Equal(1, flow.ObservedOrder!.Value, 0.05);
    }

    [Fact]
    public void A_flow_backward_in_time_is_bounded_by_the_reversed_field()
    {
        Network network = new(1, [new Flow(Linear(-1), -2, new FlowSolver("dopri5"))]);
        FlowDepthLimit flow = Assert.Single(network.DepthLimit(new Matrix(1, 1, [1])).Flows);
        Assert.Equal(Math.Exp(2), flow.LipschitzEverywhere, 1e-9);
        Assert.Equal(Math.Exp(2), flow.LargestStretch, 1e-7);
    }

    [Property(MaxTest = 15)]
    public void No_sampled_slope_exceeds_a_certified_Lipschitz_constant(int seed)
    {
        Random random = new(seed);
        int d = random.Next(1, 4);
        Network branch = TanhFields.Random(random, d, 5);
        BlockDepthLimit block = new Network(d, [new Residual(branch)]).DepthLimit(Box.Cube(d, -1, 1), new DepthLimitOptions { Samples = 30, MaxParts = 30 }).Blocks[0];
        for (int k = 0; k < 30; k++)
        {
            double[] x = [.. block.Hull.Lower.Zip(block.Hull.Upper, (l, u) => l + (random.NextDouble() * (u - l)))];
            double[] y = [.. block.Hull.Lower.Zip(block.Hull.Upper, (l, u) => l + (random.NextDouble() * (u - l)))];
            double[] apart = [.. branch.Evaluate(x).Zip(branch.Evaluate(y), (a, b) => a - b)];
            double[] step = [.. x.Zip(y, (a, b) => a - b)];
            Assert.True(One(apart) <= (block.Lipschitz[(int)VectorNorm.One].OnBox * One(step)) + 1e-12);
            Assert.True(Two(apart) <= (block.Lipschitz[(int)VectorNorm.Two].OnBox * Two(step)) + 1e-12);
            Assert.True(Infinity(apart) <= (block.Lipschitz[(int)VectorNorm.Infinity].OnBox * Infinity(step)) + 1e-12);
        }

        static double One(double[] v) => v.Sum(Math.Abs);
        static double Two(double[] v) => Math.Sqrt(v.Sum(a => a * a));
        static double Infinity(double[] v) => v.Max(Math.Abs);
    }

    [Fact]
    public void A_network_without_depth_to_speak_of_is_refused() =>
        Assert.Contains("no residual block", Assert.Throws<InvalidInputException>(() => Linear(1).DepthLimit(Box.Cube(1, 0, 1))).Message, StringComparison.Ordinal);

    private static Network Linear(double a) => new(1, [new Affine(new Matrix(1, 1, [a]), [0])]);

    private static Network Tanh(double scale) => new(2, [
        new Affine(new Matrix(2, 2, [1, -0.5, 0.5, 1]), [0.3, 0]),
        new Elementwise(new Tanh()),
        new Affine(new Matrix(2, 2, [scale, 0, 0, scale]), [0, 0]),
    ]);
}
