using System.Runtime.InteropServices;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests.NeuralOdes;

public sealed class GradientTests
{
    /// <summary>What a central difference with this step errs by is far below 1e−6; steps of a solver, which are piecewise constant in the parameters, are the smaller the tolerance.</summary>
    private const double Difference = 1e-5;

    public static TheoryData<string, GradientMethod, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, GradientMethod, bool>();
            foreach (string solver in SolverOptions.Names)
            {
                foreach (GradientMethod method in Enum.GetValues<GradientMethod>())
                {
                    cases.Add(solver, method, false);
                    cases.Add(solver, method, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_finite_differences(string solver, GradientMethod method, bool hasEverything)
    {
        using NeuralOde model = Model(solver, method, hasEverything);
        AgreesWithDifferences(model, () => Loss(model, trajectory: false));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_trajectories_agree_with_finite_differences(string solver, GradientMethod method, bool hasEverything)
    {
        using NeuralOde model = Model(solver, method, hasEverything);
        AgreesWithDifferences(model, () => Loss(model, trajectory: true));
    }

    /// <summary>Tight enough that changes of the step sizes do not disturb the differences.</summary>
    private static double Tolerance(string solver) => solver switch { "dopri5" => 1e-10, "sdirk4" => 1e-9, _ => 1e-8 };

    [Theory]
    [InlineData("dopri5", 1e-12)]
    [InlineData("bosh3", 1e-10)]
    [InlineData("sdirk4", 1e-9)]
    public void The_adjoint_and_the_discrete_gradient_meet_at_a_tight_tolerance(string solver, double tolerance)
    {
        double[][] gradients = Array.ConvertAll(Enum.GetValues<GradientMethod>(), method =>
        {
            using var model = new NeuralOde(new NeuralOdeOptions(2, 8)
            {
                Time = 2, Gradient = method, Dtype = ScalarType.Float64, Seed = 4,
                Solver = new SolverOptions(solver) { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance },
            });
            using Tensor x = Input(model).requires_grad_();
            using Tensor value = Loss(model, trajectory: false, x);
            value.backward();
            return (double[])[.. Values(x.grad!), .. model.parameters().SelectMany(parameter => Values(parameter.grad!))];
        });
        for (int i = 0; i < gradients[0].Length; i++)
        {
            Assert.InRange(Math.Abs(gradients[0][i] - gradients[1][i]), 0, 1e3 * tolerance);
        }
    }

    [Theory]
    [InlineData(GradientMethod.Discrete, "sdirk4")]
    [InlineData(GradientMethod.Adjoint, "sdirk4")]
    public void The_gradient_of_a_stiff_flow_has_its_closed_form(GradientMethod method, string solver)
    {
        // ẏ = −λ(y − sin t) + cos t, λ = 10⁶, from y(0) = 0, is sin t; dy(T)/dλ = 0 on it, and with a shift c, ẏ = −λ(y − sin t − c) + cos t,
        // dy(T)/dc = 1 − e^(−λT) = 1.
        var shift = new Parameter(tensor(new[] { 0.0 }, [1]));
        var field = new Shifted(shift);
        using var model = new NeuralOde(field, new NeuralOdeOptions(1)
        {
            TimeInput = true, Time = 1, Gradient = method, Solver = new SolverOptions(solver) { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 },
        });
        using Tensor x = tensor(new[] { 0.0 }, [1, 1]);
        using Tensor y = model.forward(x);
        Assert.InRange(Math.Abs(y.item<double>() - Math.Sin(1)), 0, 1e-6);
        y.backward();
        Assert.InRange(Math.Abs(Values(shift.grad!)[0] - 1), 0, 1e-6);
        Assert.InRange(model.LastSolve!.TotalAccepted, 1, 200);
    }

    [Fact]
    public void At_an_equilibrium_the_adjoint_takes_the_steps_that_its_own_equation_needs()
    {
        // ẏ = −50y from 0 stays at 0, in ever longer steps: the discrete map's derivative there is that of an unstable polynomial, the flow's is e^(−50).
        double[] gradients = Array.ConvertAll(Enum.GetValues<GradientMethod>(), method =>
        {
            using var model = new NeuralOde(new FunctionField(y => y * -50), new NeuralOdeOptions(1) { Time = 1, Gradient = method });
            using Tensor x = tensor(new[] { 0.0 }, [1, 1]).requires_grad_();
            using Tensor y = model.forward(x);
            y.backward();
            return Values(x.grad!)[0];
        });
        Assert.True(Math.Abs(gradients[0]) > 1);
        Assert.InRange(Math.Abs(gradients[1]), 0, 1e-6);
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    public void The_adjoint_adds_to_the_gradients_that_are_there(string solver)
    {
        using NeuralOde model = Model(solver, GradientMethod.Adjoint, hasEverything: true);
        Backward(model);
        double[] once = Gradients(model);
        Backward(model);
        double[] twice = Gradients(model);
        for (int i = 0; i < once.Length; i++)
        {
            Assert.Equal(2 * once[i], twice[i], 12);
        }
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    public void A_backward_pass_for_the_input_alone_leaves_the_parameters_without_gradient(string solver)
    {
        using NeuralOde model = Model(solver, GradientMethod.Adjoint, hasEverything: false);
        using Tensor x = Input(model).requires_grad_();
        using Tensor value = Loss(model, trajectory: false, x);
        autograd.backward([value], inputs: [x]);
        Assert.NotNull(x.grad);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void A_kept_graph_gives_the_adjoint_twice()
    {
        using NeuralOde model = Model("dopri5", GradientMethod.Adjoint, hasEverything: true);
        using Tensor value = Loss(model, trajectory: true);
        autograd.backward([value], retain_graph: true);
        double[] once = Gradients(model);
        value.backward();
        Assert.Equal(once.Select(g => 2 * g), Gradients(model));
    }

    [Theory]
    [InlineData(GradientMethod.Discrete)]
    [InlineData(GradientMethod.Adjoint)]
    public void Parameters_that_change_between_forward_and_backward_are_an_error(GradientMethod method)
    {
        using NeuralOde model = Model("dopri5", method, hasEverything: false);
        using Tensor value = Loss(model, trajectory: false);
        using (no_grad())
        {
            model.named_parameters().First(entry => entry.name == "field.layer1.weight").parameter.mul_(2);
        }

        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => value.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adjoint_that_cannot_go_on_is_an_error_of_backward_that_says_why()
    {
        // The field changes its mind between the two passes: backwards its derivative is no number.
        bool isBroken = false;
        using var model = new NeuralOde(
            new FunctionField(y => isBroken ? y.sqrt() * double.NaN : -y), new NeuralOdeOptions(1) { Gradient = GradientMethod.Adjoint });
        using Tensor x = tensor(new[] { 1.0 }, [1, 1]).requires_grad_();
        using Tensor y = model.forward(x);
        isBroken = true;
        Assert.Throws<ExternalException>(() => y.backward());
        Assert.IsType<OdeSolverException>(model.AdjointFault);
        Assert.Null(x.grad);
    }

    [Fact]
    public void A_solve_leaves_the_training_flags_alone()
    {
        using var dropout = nn.Dropout(0.0);
        using var linear = nn.Linear(2, 2, dtype: ScalarType.Float64);
        var field = nn.Sequential(("a", linear), ("b", dropout));
        using var model = new NeuralOde(field, new NeuralOdeOptions(2) { Gradient = GradientMethod.Adjoint });
        linear.eval();
        using Tensor x = Input(model);
        using Tensor y = model.forward(x);
        y.sum().backward();
        Assert.False(linear.training);
        Assert.True(dropout.training);
        Assert.True(model.training);
    }

    private static void Backward(NeuralOde model)
    {
        using Tensor value = Loss(model, trajectory: false);
        value.backward();
    }

    private static double[] Gradients(NeuralOde model) => [.. model.parameters().SelectMany(parameter => Values(parameter.grad!))];

    private static double[] Values(Tensor tensor) => tensor.contiguous().data<double>().ToArray();

    private static NeuralOde Model(string solver, GradientMethod method, bool hasEverything) => new(new NeuralOdeOptions(2, 3)
    {
        Inputs = hasEverything ? 3 : null,
        Outputs = hasEverything ? 2 : null,
        Augmentation = hasEverything ? 1 : 0,
        TimeInput = hasEverything,
        StartTime = hasEverything ? 0.3 : 0,
        Time = (hasEverything ? -1.2 : 1.5) * (solver == "sdirk4" ? 0.5 : 1),
        Solver = new SolverOptions(solver) { Steps = 7, RelativeTolerance = Tolerance(solver), AbsoluteTolerance = Tolerance(solver) },
        Gradient = method,
        Dtype = ScalarType.Float64,
        WeightInitialiser = "xavier_normal",
        BiasInitialiser = "uniform",
        Seed = 12,
    });

    private static Tensor Input(NeuralOde model) => model.Lift is null
        ? tensor(new[] { 0.5, -1, 2, 0.3, -0.7, 1.1 }, [3, 2])
        : tensor(new[] { 0.5, -1, 2, 0.3, -0.7, 1.1 }, [2, 3]);

    private static Tensor Loss(NeuralOde model, bool trajectory, Tensor? x = null)
    {
        using DisposeScope scope = NewDisposeScope();
        x ??= Input(model);
        double sign = Math.Sign(model.Options.Time);
        Tensor y = trajectory ? model.Trajectory(x, 0, sign * 0.21, sign * 0.22, sign * 0.55) : model.forward(x);
        Tensor weights = arange(1, y.numel() + 1, dtype: ScalarType.Float64).view(y.shape).sin();
        return ((y * weights).sum() + (y.square() * 0.3).sum()).MoveToOuterDisposeScope();
    }

    private static void AgreesWithDifferences(NeuralOde model, Func<Tensor> loss)
    {
        // Of a scheme that takes many small steps, the first and last entry of each parameter.
        bool isSlow = model.Options.Solver.Name is "bosh3" or "sdirk4";
        using (Tensor value = loss())
        {
            value.backward();
        }

        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            double[] gradient = parameter.grad!.contiguous().data<double>().ToArray();
            int stride = isSlow ? Math.Max(1, gradient.Length - 1) : 1;
            for (int i = 0; i < gradient.Length; i += stride)
            {
                double slope = (ValueAt(parameter, i, Difference, loss) - ValueAt(parameter, i, -Difference, loss)) / (2 * Difference);
                Assert.True(Math.Abs(gradient[i] - slope) <= 1e-6, $"{name}[{i}]: gradient {gradient[i]}, difference {slope}");
            }
        }
    }

    private static double ValueAt(Tensor parameter, int index, double by, Func<Tensor> loss)
    {
        using IDisposable noGraph = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor entry = parameter.view(-1).narrow(0, index, 1);
        double before = entry.item<double>();
        entry.fill_(before + by);
        double value = loss().item<double>();
        entry.fill_(before);
        return value;
    }

    private sealed class Shifted : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter shift;

        public Shifted(Parameter shift)
            : base(nameof(Shifted))
        {
            this.shift = shift;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor t = input.narrow(1, 1, 1);
            return ((input.narrow(1, 0, 1) - t.sin() - shift) * -1e6) + t.cos();
        }
    }
}
