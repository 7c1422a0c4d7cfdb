using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests.NeuralOdes;

public sealed class SolutionTests
{
    public static TheoryData<string, int> Orders => new() { { "euler", 1 }, { "midpoint", 2 }, { "rk4", 4 } };

    public static TheoryData<string> Adaptive => ["bosh3", "dopri5", "sdirk4"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Fixed_step_schemes_have_their_order_on_a_problem_with_a_closed_solution(string name, int order)
    {
        double coarse = Error(32);
        double fine = Error(64);
        Assert.InRange(Math.Log2(coarse / fine), order - 0.15, order + 0.35);

        double Error(int steps)
        {
            using var model = Model(FunctionField.Oscillator, 2, new SolverOptions(name) { Steps = steps }, 2);
            double[] end = Forward(model, [1, 0], 2);
            return double.Hypot(end[0] - Math.Cos(2), end[1] + Math.Sin(2));
        }
    }

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void Adaptive_schemes_keep_their_tolerance(string name)
    {
        foreach (double tolerance in new[] { 1e-4, 1e-6, 1e-8 })
        {
            var solver = new SolverOptions(name) { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance };
            using var oscillator = Model(FunctionField.Oscillator, 2, solver, 2);
            double[] end = Forward(oscillator, [1, 0], 2);
            Assert.InRange(double.Hypot(end[0] - Math.Cos(2), end[1] + Math.Sin(2)), 0, 10 * tolerance);

            using var hyperbola = Model(FunctionField.Hyperbola, 1, solver, 5);
            Assert.InRange(Math.Abs(Forward(hyperbola, [1], 1)[0] - (1.0 / 6)), 0, 10 * tolerance);
        }
    }

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("midpoint", 2)]
    [InlineData("rk4", 4)]
    [InlineData("bosh3", 0)]
    [InlineData("dopri5", 0)]
    [InlineData("sdirk4", 0)]
    public void A_trajectory_reads_the_solution_between_the_steps(string name, int order)
    {
        double[] times = [0, 0, 0.1, 0.3, 0.35, 1, 1.7, 2];
        var solver = new SolverOptions(name) { Steps = 1000, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-8 };
        using var model = Model(FunctionField.Oscillator, 2, solver, 2);
        using Tensor x = tensor(new double[] { 1, 0, 0, 2 }, [2, 2]);
        using Tensor all = model.Trajectory(x, times);
        Assert.Equal([8, 2, 2], all.shape);
        double[] values = Values(all);
        double tolerance = order == 0 ? 1e-6 : Math.Max(1e-11, 10 * Math.Pow(2e-3, order));
        for (int m = 0; m < times.Length; m++)
        {
            double[] expected = [Math.Cos(times[m]), -Math.Sin(times[m]), 2 * Math.Sin(times[m]), 2 * Math.Cos(times[m])];
            for (int i = 0; i < 4; i++)
            {
                Assert.InRange(Math.Abs(values[(4 * m) + i] - expected[i]), 0, tolerance);
            }
        }
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void The_last_time_of_a_trajectory_is_what_forward_gives(string name)
    {
        using var model = new NeuralOde(new NeuralOdeOptions(2, 8)
        {
            Inputs = 3, Outputs = 1, Augmentation = 1, TimeInput = true, Time = 1.5, Solver = name, Seed = 5, Dtype = ScalarType.Float64,
        });
        using Tensor x = tensor(new double[] { 1, 0, 0.5, 0, 2, -1 }, [2, 3]);
        using Tensor end = model.forward(x);
        using Tensor path = model.Trajectory(x, 0.4, 1.5);
        double[] expected = Values(end);
        double[] last = Values(path)[2..];
        for (int i = 0; i < 2; i++)
        {
            Assert.InRange(Math.Abs(expected[i] - last[i]), 0, 1e-14);
        }
    }

    [Fact]
    public void A_negative_time_undoes_a_positive_one()
    {
        var solver = new SolverOptions("dopri5") { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 };
        using var there = Model(FunctionField.VanDerPol(1), 2, solver, 1.5);
        using var back = Model(FunctionField.VanDerPol(1), 2, solver, -1.5);
        double[] end = Forward(back, Forward(there, [0.5, -1], 2), 2);
        Assert.InRange(Math.Abs(end[0] - 0.5) + Math.Abs(end[1] + 1), 0, 1e-8);
    }

    [Fact]
    public void The_time_is_one_more_coordinate_of_a_field_that_sees_it()
    {
        // ẋ = t from t = 3: x(2) = x + (25 − 9)/2.
        var field = new FunctionField(z => z.narrow(1, 1, 1));
        using var model = new NeuralOde(field, new NeuralOdeOptions(1) { TimeInput = true, StartTime = 3, Time = 2, Dtype = ScalarType.Float64 });
        Assert.InRange(Math.Abs(Forward(model, [0.5], 1)[0] - 8.5), 0, 1e-13);
    }

    [Fact]
    public void Added_coordinates_start_at_0_and_the_output_leaves_them_out()
    {
        // The added coordinate grows with rate x and pulls x: ẋ = a, ȧ = x, so x = cosh t.
        var field = new FunctionField(z => stack([z.select(1, 1), z.select(1, 0)], 1));
        using var model = new NeuralOde(field, new NeuralOdeOptions(1) { Augmentation = 1, Solver = new SolverOptions("dopri5") { RelativeTolerance = 1e-10 } });
        double[] end = Forward(model, [1], 1);
        Assert.Single(end);
        Assert.InRange(Math.Abs(end[0] - Math.Cosh(1)), 0, 1e-8);
        using Tensor states = model.States(tensor(new double[] { 1 }, [1, 1]), 1);
        Assert.InRange(Math.Abs(Values(states)[1] - Math.Sinh(1)), 0, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void A_row_has_the_same_bits_whatever_its_neighbours_are(string name)
    {
        using var model = Model(FunctionField.VanDerPol(3), 2, new SolverOptions(name), 4);
        double[] calm = Forward(model, [0.5, 0.1, 0, 0, 0, 0], 2);
        double[] wild = Forward(model, [0.5, 0.1, 30, -20, 5, 9], 2);
        Assert.Equal(calm[..2], wild[..2]);
        Assert.NotEqual(model.LastSolve!.Accepted[1], model.LastSolve.Accepted[0]);
    }

    [Fact]
    public void A_stiff_field_is_solved_in_few_steps_by_the_implicit_scheme()
    {
        // scipy 1.10.1, LSODA and BDF, rtol 1e-12, atol 1e-14, agree in these digits: van der Pol, μ = 1000, from (2, 0) to t = 400.
        using var model = Model(FunctionField.VanDerPol(1000), 2, new SolverOptions("sdirk4") { RelativeTolerance = 1e-6, AbsoluteTolerance = 1e-8 }, 400);
        double[] end = Forward(model, [2, 0], 2);
        Assert.InRange(Math.Abs(end[0] - VanDerPolAt400), 0, 1e-5);
        Assert.InRange(model.LastSolve!.TotalAccepted, 1, 500);
    }

    [Fact]
    public void A_solution_that_blows_up_is_refused_with_place_and_stiffness()
    {
        using var model = Model(new FunctionField(x => x.square()), 1, "dopri5", 2);
        using Tensor x = tensor(new double[] { 0.1, 1 }, [2, 1]);
        OdeSolverException e = Assert.Throws<OdeSolverException>(() => model.forward(x));
        Assert.Equal(1, e.Row);
        Assert.InRange(e.Time, 0.999, 1.00001);
        Assert.True(e.JacobianNorm > 1e6);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [MemberData(nameof(Adaptive))]
    public void A_field_that_is_no_number_at_the_start_is_refused_at_once(string name)
    {
        using var model = Model(new FunctionField(x => x.sqrt()), 1, name, 1);
        using Tensor x = tensor(new double[] { 1, -1 }, [2, 1]);
        OdeSolverException e = Assert.Throws<OdeSolverException>(() => model.forward(x));
        Assert.Equal((1, 0), (e.Row, e.Time));
        Assert.Contains("not finite", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_and_fields_that_do_not_fit_are_named()
    {
        using var model = new NeuralOde(new NeuralOdeOptions(2, 4));
        using Tensor wide = ones([1, 3]);
        Assert.Contains("[1, 3], expected [N, 2]", Assert.Throws<ArgumentException>(() => model.forward(wide)).Message, StringComparison.Ordinal);
        using var wrong = new NeuralOde(new FunctionField(x => x.narrow(1, 0, 1)), new NeuralOdeOptions(2));
        using Tensor x = ones([1, 2]);
        Assert.Contains("field: maps [1, 2] to [1, 1]", Assert.Throws<ArgumentException>(() => wrong.forward(x)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Trajectory(x, 1, 0.5));
        Assert.Throws<ArgumentException>(() => model.Trajectory(x, 1, -2));
        Assert.Throws<ArgumentException>(() => model.Trajectory(x));
        Assert.Throws<ArgumentException>(() => new NeuralOde(new NeuralOdeOptions(2) { Solver = "rk5" }));
        Assert.Throws<ArgumentException>(() => new NeuralOde(new NeuralOdeOptions(2) { Time = double.NaN }));
        Assert.Throws<ArgumentException>(() => new NeuralOde(new NeuralOdeOptions(0)));
    }

    [Fact]
    public void Time_0_and_an_empty_batch_pass_through()
    {
        using var still = new NeuralOde(new NeuralOdeOptions(2, 4) { Time = 0 });
        using Tensor x = ones([3, 2]);
        using Tensor y = still.forward(x);
        Assert.True(y.Equals(x));
        using var model = new NeuralOde(new NeuralOdeOptions(2, 4));
        using Tensor none = zeros([0, 2]);
        using Tensor empty = model.forward(none);
        Assert.Equal([0, 2], empty.shape);
    }

    [Fact]
    public void Too_many_steps_are_an_error()
    {
        using var model = Model(FunctionField.VanDerPol(1000), 2, new SolverOptions("bosh3") { MaxSteps = 200 }, 400);
        using Tensor x = tensor(new double[] { 2, 0 }, [1, 2]);
        Assert.Contains("too many steps (200)", Assert.Throws<OdeSolverException>(() => model.forward(x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Float32_solves_at_the_default_tolerance_and_refuses_one_it_cannot_resolve()
    {
        using var model = new NeuralOde(new NeuralOdeOptions(2, 16) { Seed = 1, Dtype = ScalarType.Float32, Time = 5 });
        using Tensor x = tensor(new[] { 1f, -2f }, [1, 2]);
        using Tensor end = model.forward(x);
        using var twin = new NeuralOde(new NeuralOdeOptions(2, 16) { Seed = 1, Dtype = ScalarType.Float32, Time = 5 });
        twin.to(ScalarType.Float64);
        using Tensor exact = twin.forward(x.to_type(ScalarType.Float64));
        using Tensor difference = end.to_type(ScalarType.Float64) - exact;
        Assert.All(Values(difference), d => Assert.InRange(Math.Abs(d), 0, 1e-4));

        using var fine = new NeuralOde(new NeuralOdeOptions(2, 16) { Dtype = ScalarType.Float32, Solver = new SolverOptions("dopri5") { RelativeTolerance = 1e-8 } });
        Assert.Contains("Float32", Assert.Throws<ArgumentException>(() => fine.forward(x)).Message, StringComparison.Ordinal);
    }

    /// <summary>x at t = 400.</summary>
    private const double VanDerPolAt400 = 1.69320942679;

    private static NeuralOde Model(nn.Module<Tensor, Tensor> field, int width, SolverOptions solver, double time) =>
        new(field, new NeuralOdeOptions(width) { Solver = solver, Time = time, Dtype = ScalarType.Float64 });

    private static double[] Forward(NeuralOde model, double[] x, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        return Values(model.forward(tensor(x, [x.Length / width, width])));
    }

    private static double[] Values(Tensor tensor) => tensor.contiguous().data<double>().ToArray();
}
