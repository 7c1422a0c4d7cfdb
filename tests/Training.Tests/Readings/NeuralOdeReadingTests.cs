using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests;

[Collection("torch")]
public class NeuralOdeReadingTests
{
    [Fact]
    public void Solver_effort_counts_the_solves_of_training_and_no_others()
    {
        using var model = new NeuralOde(new NeuralOdeOptions(2, 8) { Solver = new SolverOptions("rk4") { Steps = 5 }, Seed = 1 });
        using Tensor x = ones([4, 2]);
        model.forward(x).Dispose();
        using ModuleMonitor monitor = model.Monitor(Options(new SolverEffort()));
        model.forward(x).Dispose();
        model.forward(x).Dispose();
        monitor.Step();
        InspectionRecord record = monitor.History.Snapshot()[^1];
        Assert.Equal(2, record.Find("solver.solves")!.Value);
        Assert.Equal(20, record.Find("solver.evaluations")!.Value);
        Assert.Equal(20, record.Find("solver.calls")!.Value);
        Assert.Equal(5, record.Find("solver.accepted")!.Value);
        Assert.Equal(0, record.Find("solver.rejected")!.Value);

        monitor.Step();
        Assert.Equal(0, monitor.History.Snapshot()[^1].Find("solver.solves")!.Value);
    }

    [Fact]
    public void Solver_effort_finds_neural_odes_inside_and_agrees_with_their_statistics()
    {
        using var ode = new NeuralOde(new NeuralOdeOptions(2, 8) { Time = 3, Seed = 2 });
        using Sequential module = nn.Sequential(("first", nn.Linear(2, 2)), ("ode", ode));
        using ModuleMonitor monitor = module.Monitor(Options(new SolverEffort(), new JacobianSpectra(new Matrix(1, 2, [0.1, 0.2]))));
        using Tensor x = randn(6, 2);
        module.forward(x).Dispose();
        SolveStatistics solve = ode.LastSolve!;
        monitor.Step();
        InspectionRecord record = monitor.History.Snapshot().Last(entry => entry.Inspector == "solver effort");
        Metric accepted = record.Find("solver.accepted", "ode")!;
        Assert.Equal(solve.TotalAccepted / 6.0, accepted.Value, 12);
        Assert.Equal(solve.Evaluations / 6.0, record.Find("solver.evaluations", "ode")!.Value, 12);
        Assert.Same(solve, ode.LastSolve);
    }

    [Fact]
    public void A_module_without_neural_ode_disables_the_inspectors_with_their_reasons()
    {
        using Sequential module = nn.Sequential(nn.Linear(2, 2), nn.Tanh());
        using ModuleMonitor monitor = module.Monitor(Options(
            new SolverEffort(), new FieldStiffness(new Matrix(1, 2, [0.0, 0])), new FieldEquilibria(new Box([-1, -1], [1, 1]))));
        monitor.Step();
        string[] reasons = [.. monitor.History.Snapshot().Select(record => record.Reason!)];
        Assert.Contains("the module holds no NeuralOde", reasons);
        Assert.Equal(2, reasons.Count(reason => reason is not null && reason.StartsWith("the module holds 0 flows", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public void Stiffness_of_a_linear_field_is_that_of_its_matrix(double time)
    {
        // ẏ = diag(−200, −1) y: ratio 200, μ₂ = −1; backwards both grow, μ₂ = 200, and nothing decays.
        using NeuralOde model = Linear([-200, 0, 0, -1], time);
        using ModuleMonitor monitor = model.Monitor(Options(new FieldStiffness(new Matrix(1, 2, [0.0, 0]))));
        monitor.Step();
        InspectionRecord record = monitor.History.Snapshot()[^1];
        bool isForward = time > 0;
        if (isForward)
        {
            Assert.Equal(200, record.Find("stiffness.ratio")!.Value, 9);
        }
        else
        {
            Assert.Null(record.Find("stiffness.ratio"));
        }

        Assert.Equal(isForward ? 300 : 0, record.Find("stiffness.decay_time")!.Value, 9);
        Assert.Equal(300, record.Find("stiffness.spectral_radius_time")!.Value, 9);
        Assert.Equal(isForward ? -1 : 200, record.Find("logarithmic_norm.2")!.Value, 9);
        Assert.Equal(isForward ? -1.5 : 300, record.Find("logarithmic_norm.2.integral")!.Value, 9);
        Assert.Equal(EvidenceLevel.Sampled, record.Find("stiffness.decay_time")!.Descriptor.Evidence);
    }

    [Fact]
    public void Equilibria_are_proved_and_judged_by_real_parts()
    {
        // ẏ = tanh 2y − 1.2 tanh y in each coordinate: 0 with slope 0.8, and ±artanh √(2/3) with slope 2·0.04 − 1.2/3 = −0.32.
        using Sequential inner = TwoWells();
        using var model = new NeuralOde(inner, new NeuralOdeOptions(2) { Dtype = ScalarType.Float64 });
        using ModuleMonitor monitor = model.Monitor(Options(new FieldEquilibria(new Box([-2, -2], [2, 2]), new() { Budget = TimeSpan.FromSeconds(30) })));
        monitor.Step();
        InspectionRecord record = monitor.History.Snapshot()[^1];
        Assert.Equal(9, record.Find("equilibria.count")!.Value);
        Assert.Equal(1, record.Find("equilibria.complete")!.Value);
        Assert.Equal(EvidenceLevel.Certified, record.Find("equilibria.count")!.Descriptor.Evidence);
        string[] stability = [.. record.Metrics.Where(metric => metric.Name == "equilibrium.stability").Select(metric => metric.Label!)];
        Assert.Equal(4, stability.Count(label => label == "attracting"));
        Assert.Equal(4, stability.Count(label => label == "saddle"));
        Assert.Equal(1, stability.Count(label => label == "repelling"));
        Metric origin = record.Metrics.First(metric => metric.Name == "equilibrium.x" && metric.Values.All(value => Math.Abs(value) < 1e-9));
        Assert.Equal(0.8, record.Find("equilibrium.spectral_abscissa", origin.Subject!)!.Value, 6);
        Metric well = record.Metrics.First(metric => metric.Name == "equilibrium.x" && metric.Values.All(value => value > 0.1));
        Assert.All(well.Values, value => Assert.Equal(Math.Atanh(Math.Sqrt(2.0 / 3)), value, 9));
        Assert.Equal(-0.32, record.Find("equilibrium.spectral_abscissa", well.Subject!)!.Value, 6);
    }

    [Fact]
    public void A_monitored_neural_ode_ends_with_the_bits_of_an_unmonitored_one()
    {
        Assert.Equal(Train(monitored: false), Train(monitored: true));

        static float[] Train(bool monitored)
        {
            using var model = new NeuralOde(new NeuralOdeOptions(2, 6) { Inputs = 1, Outputs = 1, Gradient = GradientMethod.Adjoint, Seed = 3 });
            using optim.Optimizer optimizer = optim.Adam(model.parameters(), 0.01);
            using Tensor x = linspace(-1, 1, 8, ScalarType.Float32).view(8, 1);
            using Tensor target = x.sin();
            using ModuleMonitor? monitor = monitored
                ? model.Monitor(Options(new SolverEffort(), new FieldStiffness(new Matrix(2, 1, [0.5, -1])), new FieldEquilibria(new Box([-1, -1], [1, 1]))))
                : null;
            long alive = 0;
            for (int i = 0; i < 12; i++)
            {
                using (NewDisposeScope())
                {
                    optimizer.zero_grad();
                    nn.functional.mse_loss(model.forward(x), target).backward();
                    optimizer.step();
                }

                monitor?.Step();
                if (i == 4)
                {
                    alive = LiveTensors.Count();
                }
            }

            Assert.Equal(alive, LiveTensors.Count());
            Assert.All(monitor?.History.Snapshot() ?? [], record => Assert.Equal(InspectionOutcome.Measured, record.Outcome));
            using DisposeScope scope = NewDisposeScope();
            return [.. model.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];
        }
    }

    private static MonitorOptions Options(params IInspector[] inspectors) => new()
    {
        Share = double.PositiveInfinity,
        Inspections = [.. inspectors.Select(inspector => new ScheduledInspection(inspector, Schedule.EverySteps(1)))],
        Warn = _ => { },
    };

    private static NeuralOde Linear(double[] matrix, double time)
    {
        Linear field = nn.Linear(2, 2, hasBias: false, dtype: ScalarType.Float64);
        using (no_grad())
        {
            field.weight.copy_(tensor(matrix, [2, 2]));
        }

        return new NeuralOde(field, new NeuralOdeOptions(2) { Time = time });
    }

    private static Sequential TwoWells()
    {
        Linear first = nn.Linear(2, 4, hasBias: false, dtype: ScalarType.Float64);
        Linear last = nn.Linear(4, 2, hasBias: false, dtype: ScalarType.Float64);
        using (no_grad())
        {
            first.weight.copy_(tensor(new double[] { 2, 0, 1, 0, 0, 2, 0, 1 }, [4, 2]));
            last.weight.copy_(tensor(new[] { 1, -1.2, 0, 0, 0, 0, 1, -1.2 }, [2, 4]));
        }

        return nn.Sequential(first, nn.Tanh(), last);
    }
}
