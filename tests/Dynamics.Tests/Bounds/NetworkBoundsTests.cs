using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Activations;

namespace TorchDynInspect.Dynamics.Tests.Bounds;

public sealed class NetworkBoundsTests
{
    /// <summary>All but exp, whose compositions leave the range of the reference arithmetic.</summary>
    public static TheoryData<string> Functions => new(Known.Select(data => data.ToString()));

    private static IEnumerable<ReferenceData> Known => ReferenceData.HighPrecision.Where(data => data.Activation is not Exp);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Nothing_escapes_values_Jacobian_slopes_and_planes(string function)
    {
        Random random = new(11);
        List<string> escapes = [];
        for (int i = 0; i < 25; i++)
        {
            escapes.AddRange(NetworkOracle.Escapes(Find(function), random, points: 5));
        }

        Assert.True(escapes.Count == 0, string.Join('\n', escapes.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Nothing_escapes_gradient_and_Hessian(string function)
    {
        Random random = new(12);
        List<string> escapes = [];
        for (int i = 0; i < 15; i++)
        {
            escapes.AddRange(NetworkOracle.SecondOrderEscapes(Find(function), random, points: 4));
        }

        Assert.True(escapes.Count == 0, string.Join('\n', escapes.Take(10)));
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("gelu")]
    [InlineData("softplus")]
    public void Planes_are_at_least_as_tight_as_intervals_on_small_boxes(string function)
    {
        Random random = new(13);
        (double plainTotal, double linearTotal) = (0, 0);
        for (int i = 0; i < 100; i++)
        {
            Network net = RandomNetworks.Create(random, ActivationCatalogue.Create(function), 2, 2, residual: i % 2 == 0);
            Interval[] box = RandomNetworks.Box(random, 2, 1e-3);
            (Interval[] plain, Interval[] linear) = (new Interval[2], new Interval[2]);
            new NetworkBounds(net).Values(box, plain);
            new NetworkBounds(net, IntermediateBounds.Linear).Values(box, linear);
            Assert.True(plain[0].Contains(linear[0]) && plain[1].Contains(linear[1]));
            plainTotal += plain[0].Width;
            linearTotal += linear[0].Width;
        }

        Assert.InRange(linearTotal, 0, 0.7 * plainTotal);
    }

    [Fact]
    public void Planes_close_quadratically_in_the_size_of_the_box()
    {
        Network net = RandomNetworks.Create(new Random(14), new Tanh(), 2, 2, residual: true);
        NetworkBounds bounds = new(net, IntermediateBounds.Linear);
        double previous = double.NaN;
        foreach (double size in new[] { 1e-1, 1e-2, 1e-3 })
        {
            Interval[] box = [new(0.3 - size, 0.3 + size), new(-0.2 - size, -0.2 + size)];
            (double[] a, double[] b, double[] c, double[] d) = (new double[4], new double[2], new double[4], new double[2]);
            bounds.LinearBounds(box, a, b, c, d);
            double gap = ((c[0] - a[0]) * 0.3) + ((c[1] - a[1]) * -0.2) + d[0] - b[0];
            Assert.True(double.IsNaN(previous) || gap < previous / 50, $"gap {gap} after {previous}");
            previous = gap;
        }
    }

    [Fact]
    public void A_point_gets_bounds_near_the_rounding_level()
    {
        Network net = RandomNetworks.Create(new Random(15), new Tanh(), 2, 2, residual: true);
        (Interval[] values, Interval[] jacobian) = (new Interval[2], new Interval[4]);
        new NetworkBounds(net).Jacobian([0.3, -0.2], values, jacobian);

        // Two activations and three products of about 50 units each, amplified by the products of the weights' absolute values.
        Assert.All(values.Concat(jacobian), x => Assert.InRange(x.Width, 0, 150 * 2.3e-16 * AbsoluteProduct(net)));
    }

    [Fact]
    public void Slopes_are_narrower_than_derivatives()
    {
        Network net = RandomNetworks.Create(new Random(16), new Tanh(), 2, 2, residual: false);
        NetworkBounds bounds = new(net);
        Interval[] box = [new(0.29, 0.31), new(-0.21, -0.19)];
        (Interval[] jacobian, Interval[] slopes) = (new Interval[4], new Interval[4]);
        bounds.Jacobian(box, [], jacobian);
        bounds.Slopes([0.3, -0.2], box, [], slopes);
        Assert.All(jacobian.Zip(slopes), pair => Assert.True(pair.Second.Width < 0.8 * pair.First.Width));
    }

    [Fact]
    public void Kinks_give_Clarke_derivatives_and_unbounded_second_ones()
    {
        Network net = new(1, [new Elementwise(new Relu())]);
        (Interval[] jacobian, Interval[] hessian) = (new Interval[1], new Interval[1]);
        NetworkBounds bounds = new(net);
        bounds.Jacobian([new(-1, 2)], [], jacobian);
        Assert.True(jacobian[0].Contains(new Interval(0, 1)) && jacobian[0].Width < 1 + 1e-15);
        bounds.Hessian([new(-1, 2)], jacobian, hessian);
        Assert.Equal(Interval.Entire, hessian[0]);
        bounds.Hessian([new(1, 2)], jacobian, hessian);
        Assert.Equal(Interval.Zero, hessian[0]);
    }

    [Fact]
    public void Overflow_leaves_half_lines_and_no_NaN()
    {
        Network net = new(1, [new Affine(new Matrix(1, 1, [1e200]), [0]), new Elementwise(new Exp()), new Affine(new Matrix(2, 1, [1e200, 0]), [0, 1])]);
        (Interval[] values, Interval[] jacobian) = (new Interval[2], new Interval[2]);
        NetworkBounds bounds = new(net, IntermediateBounds.Linear);
        bounds.Jacobian([new(-1, 1e200)], values, jacobian);
        Assert.True(values[0].Lower <= 0 && double.IsPositiveInfinity(values[0].Upper));
        Assert.True(values[1].Contains(1));
        (double[] a, double[] b, double[] c, double[] d) = (new double[2], new double[2], new double[2], new double[2]);
        bounds.LinearBounds([new(-1, 1e200)], a, b, c, d);
        Assert.True(double.IsPositiveInfinity(d[0]));
        Assert.DoesNotContain(a.Concat(b).Concat(c).Concat(d), double.IsNaN);
    }

    [Fact]
    public void A_derivative_that_overflows_beside_a_branch_is_no_empty_set()
    {
        Network branch = new(1, [new Affine(new Matrix(1, 1, [1.7e308]), [0])]);
        Network net = new(1, [new Affine(new Matrix(1, 1, [1.7e308]), [0]), new Residual(new Network(1, [new Affine(new Matrix(1, 1, [1]), [0])]))]);
        Interval[] jacobian = new Interval[1];
        new NetworkBounds(net).Jacobian([new(-1, 1)], [], jacobian);
        Assert.True(jacobian[0].Lower > 1e308 && double.IsPositiveInfinity(jacobian[0].Upper));
        new NetworkBounds(branch).Jacobian([new(-1, 1)], [], jacobian);
        Assert.True(jacobian[0].Contains(1.7e308));
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_box()
    {
        Network net = RandomNetworks.Create(new Random(17), new Tanh(), 2, 1, residual: true);
        NetworkBounds bounds = new(net, IntermediateBounds.Linear);
        Interval[] box = [new(0.29, 0.31), new(-0.21, -0.19)];
        (Interval[] values, Interval[] jacobian, Interval[] hessian) = (new Interval[1], new Interval[2], new Interval[4]);
        (double[] a, double[] b, double[] c, double[] d) = (new double[2], new double[1], new double[2], new double[1]);
        double[] centre = [0.3, -0.2];
        void All()
        {
            bounds.Values(box, values);
            bounds.Jacobian(box, values, jacobian);
            bounds.Hessian(box, jacobian, hessian);
            bounds.Slopes(centre, box, values, jacobian);
            bounds.LinearBounds(box, a, b, c, d);
        }

        All();
        box[0] = new(0.2, 0.4);
        Assert.Equal(0, Allocation.Of(All));
    }

    [Fact]
    public void Flows_are_refused_by_their_place()
    {
        Network field = new(1, [new Elementwise(new Tanh())]);
        Network net = new(1, [new Residual(new Network(1, [new Flow(field, 1, new FlowSolver("rk4"))]))]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new NetworkBounds(net));
        Assert.StartsWith("layers[0].layers[0]: a flow", error.Message);
    }

    [Fact]
    public void Empty_and_misfit_boxes_are_refused()
    {
        NetworkBounds bounds = new(new Network(2, [new Elementwise(new Tanh())]));
        Assert.Contains("box axis 1", Assert.Throws<InvalidInputException>(() => bounds.Values([0, Interval.Empty], new Interval[2])).Message);
        Assert.Throws<InvalidInputException>(() => bounds.Values([0], new Interval[2]));
        Assert.Throws<InvalidInputException>(() => bounds.Hessian([0, 0], new Interval[2], new Interval[4]));
    }

    /// <summary>The largest row sum of the product of the absolute weights, the residual block counted as 1 + its branch.</summary>
    private static double AbsoluteProduct(Network net)
    {
        double product = 1;
        foreach (Layer layer in net.Layers)
        {
            product *= layer switch
            {
                Affine a => Enumerable.Range(0, a.Weight.Rows).Max(i => a.Weight.Row(i).ToArray().Sum(Math.Abs)),
                Residual r => 1 + AbsoluteProduct(r.Branch),
                _ => 1,
            };
        }

        return product;
    }

    private static Activation Find(string function) => Known.Single(d => d.ToString() == function).Activation;
}
