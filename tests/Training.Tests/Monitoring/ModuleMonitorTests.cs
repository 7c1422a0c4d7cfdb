using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Inspectors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Monitoring;

[Collection("torch")]
public class ModuleMonitorTests
{
    private static readonly Matrix Points = Matrix.FromRows([[0, 0], [1, -1], [0.5, 2]]);

    private static MonitorOptions Everything(Schedule schedule) => new()
    {
        Share = double.PositiveInfinity,
        Inspections =
        [
            new ScheduledInspection(new LossAndGradientNorms(), schedule),
            new ScheduledInspection(new WeightSpectra(allSingularValues: true), schedule),
            new ScheduledInspection(new JacobianSpectra(Points), schedule),
            new ScheduledInspection(new AffineMapNorms(Points), schedule),
            new ScheduledInspection(new DeadUnits(Points), schedule),
        ],
    };

    private static MonitorOptions SelfMap(Schedule schedule)
    {
        MonitorOptions options = Everything(schedule);
        ScheduledInspection fixedPoints = new(new FixedPointsWithStability(Box.Cube(2, -3, 3)), schedule);
        return options with { Inspections = options.Inspections.Add(fixedPoints) };
    }

    [Fact]
    public void A_monitored_fit_gives_the_same_weights_bit_by_bit_as_an_unmonitored_one()
    {
        byte[] Run(MonitorOptions? options)
        {
            using TinyProblem problem = new();
            TrainerOptions trainer = new() { Epochs = 4, BatchSize = 8, ValidationFraction = 0.2 };
            problem.Fit(options is null ? trainer : trainer.With(new InspectionCallback(options)));
            return problem.Bits();
        }

        byte[] unmonitored = Run(null);
        Assert.Equal(unmonitored, Run(Everything(Schedule.EverySteps(1))));

        // An inspector that draws random numbers and leaves the module in evaluation mode is put right afterwards.
        FakeInspector rude = new("rude", context =>
        {
            context.Module.eval();
            rand(10);
            return 0;
        });
        ScheduledInspection always = new(rude, Schedule.EverySteps(1), double.PositiveInfinity);
        Assert.Equal(unmonitored, Run(new MonitorOptions { Inspections = [always] }));
        Assert.Equal(20, rude.Calls);
    }

    [Fact]
    public void Loss_and_gradient_norms_are_those_that_torch_computes()
    {
        using TinyProblem problem = new(dropout: false);
        using ModuleMonitor monitor = problem.Module.Monitor(problem.Optimizer, Everything(Schedule.EverySteps(1)));
        problem.Optimizer.zero_grad();
        using Tensor loss = TinyProblem.Loss(problem.Module.forward(problem.Inputs), problem.Targets);
        loss.backward();
        problem.Optimizer.step();
        monitor.Step(loss);

        InspectionRecord record = monitor.History.Snapshot().First(r => r.Inspector == "loss and gradient norms");
        double squares = problem.Module.parameters().Sum(p => p.grad!.data<float>().Sum(g => (double)g * g));
        Assert.Equal(loss.item<float>(), record.Find("loss")!.Value);
        Assert.Equal(Math.Sqrt(squares), record.Find("gradient.norm2")!.Value, 1e-6);
        Assert.Equal(0, record.Find("gradient.missing")!.Value);
        Assert.Equal(0.05, record.Find("learning_rate")!.Value);
        Assert.NotNull(record.Find("gradient.norm2", "0.weight"));
    }

    [Fact]
    public void Readings_follow_the_weights_as_they_move()
    {
        using Linear linear = nn.Linear(2, 2);
        using Sequential module = nn.Sequential(linear);
        using ModuleMonitor monitor = module.Monitor(SelfMap(Schedule.EverySteps(1)) with
        {
            Inspections = [.. SelfMap(Schedule.EverySteps(1)).Inspections.Where(i => i.Inspector is not DeadUnits)],
        });
        foreach (double scale in new[] { 0.5, 0.9, 2 })
        {
            using (no_grad())
            {
                linear.weight.copy_(tensor(new[] { (float)scale, 0, 0, 0.25f }, [2, 2]));
                linear.bias!.copy_(tensor(new[] { 0.1f, 0.75f }));
            }

            monitor.Step();
            InspectionRecord[] last = [.. monitor.History.Snapshot().TakeLast(5)];
            float s = (float)scale;
            Assert.Equal(s, last.Single(r => r.Inspector == "jacobian spectra").Find("jacobian.spectral_radius.max")!.Value, 1e-15);
            Assert.Equal(s, last.Single(r => r.Inspector == "weight spectra").Find("weight.norm2")!.Value, 1e-14);
            InspectionRecord fixedPoints = last.Single(r => r.Inspector == "fixed points");
            double[] x = [.. fixedPoints.Find("fixed_point.x")!.Values];
            Assert.Equal((double)0.1f / (1 - s), x[0], 1e-12);
            Assert.Equal(1, x[1], 1e-12);
            Assert.Equal(scale < 1 ? "attracting" : "saddle", fixedPoints.Find("fixed_point.stability")!.Label);
        }
    }

    // Theory §0: x ↦ σ(−8x + 4) has this 2-cycle about the repelling fixed point ½.
    [Fact]
    public void Cycles_are_on_record_when_the_options_ask_for_periods()
    {
        using Linear linear = nn.Linear(1, 1);
        using Sequential module = nn.Sequential(linear, nn.Sigmoid());
        using (no_grad())
        {
            linear.weight.fill_(-8);
            linear.bias!.fill_(4);
        }

        FixedPointsWithStability inspector = new(Box.Cube(1, 0, 1), new() { Starts = 32, Period = 2 });
        ScheduledInspection atStart = new(inspector, Schedule.AtStart);
        using ModuleMonitor monitor = module.Monitor(new MonitorOptions { Inspections = [atStart] });
        InspectionRecord record = Assert.Single(monitor.History.Snapshot());
        Assert.Equal(0.5, record.Find("fixed_point.x")!.Values[0], 1e-14);
        Assert.Equal("repelling", record.Find("fixed_point.stability")!.Label);
        Assert.Equal((1, 2), (record.Find("cycles.count")!.Value, record.Find("cycle.period", "cycle 0")!.Value));
        double[] cycle = [.. record.Find("cycle.x", "cycle 0")!.Values];
        Assert.Equal(0.0212479879613656, cycle[0], 1e-14);
        Assert.Equal(0.978752012038634, cycle[1], 1e-14);
        Assert.Equal("attracting", record.Find("cycle.stability", "cycle 0")!.Label);
    }

    [Fact]
    public void Weights_re_read_without_a_forward_pass_give_the_network_that_lowering_gives()
    {
        using TinyProblem problem = new();
        ModuleReader reader = new(problem.Module, new InspectionOptions());
        reader.Read();
        problem.Fit(new TrainerOptions { Epochs = 1 });
        Assert.NotNull(WeightRereading.TryCreate(problem.Module, problem.Module.Inspect().RequireNetwork(), new InspectionOptions()));
        Assert.Equal(problem.Module.Inspect().RequireNetwork(), reader.Read().RequireNetwork());
    }

    [Fact]
    public void Modules_with_batch_normalisation_are_lowered_anew_each_time()
    {
        using Sequential module = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2));
        ModuleReader reader = new(module, new InspectionOptions());
        reader.Read();
        module.train();
        using Tensor x = randn(32, 2);
        module.forward(x).Dispose();
        Assert.Equal(module.Inspect().RequireNetwork(), reader.Read().RequireNetwork());
    }

    [Fact]
    public void An_opaque_module_is_read_through_its_own_passes_and_its_readings_say_sampled()
    {
        using Opaque module = new();
        using ModuleMonitor monitor = module.Monitor(SelfMap(Schedule.EverySteps(1)) with
        {
            Reading = new InspectionOptions { InputShape = [2] },
            Warn = _ => { },
        });
        monitor.Step();
        InspectionRecord[] records = [.. monitor.History.Snapshot()];
        Metric radius = records.Single(r => r.Inspector == "jacobian spectra").Find("jacobian.spectral_radius")!;
        Assert.Equal(Dynamics.Evidence.EvidenceLevel.Sampled, radius.Descriptor.Evidence);

        // f(x) = x²/2 + x/4 by coordinate: Df is diagonal with entries x + ¼.
        Assert.Equal([0.25, 1.25, 2.25], radius.Values.Select(v => Math.Round(v, 6)));
        InspectionRecord dead = records.Single(r => r.Inspector == "dead units");
        Assert.Equal(InspectionOutcome.Disabled, dead.Outcome);
        Assert.Contains("Opaque", dead.Reason);
    }

    [Fact]
    public void An_improvement_is_an_epoch_whose_validation_loss_beats_all_before()
    {
        using TinyProblem problem = new();
        FakeInspector inspector = new("x", context => context.Moment.Epoch);
        using ModuleMonitor monitor = problem.Module.Monitor(
            new MonitorOptions { Inspections = [new ScheduledInspection(inspector, Schedule.OnImprovement, double.PositiveInfinity)] });
        (double? Training, double? Validation)[] losses = [(5, 3), (4, 3.5), (3, double.NaN), (9, 2), (1, null), (0.5, 2.1)];
        Array.ForEach(losses, l => monitor.Epoch(l.Training, l.Validation));
        Assert.Equal([1, 4, 5], monitor.History.Snapshot().Select(r => r.Epoch));
    }

    [Fact]
    public void Start_and_end_of_a_fit_are_inspected_once_each()
    {
        using TinyProblem problem = new();
        FakeInspector inspector = new("x", context => context.Moment.Step);
        InspectionCallback callback = new(new MonitorOptions
        {
            Inspections = [new ScheduledInspection(inspector, Schedule.AtStart.Or(Schedule.AtEnd), double.PositiveInfinity)],
        });
        problem.Fit(new TrainerOptions { Epochs = 2, BatchSize = 10 }.With(callback));
        Assert.Equal([0, 10], callback.History.Snapshot().Select(r => r.Find("value")!.Value));
    }

    [Fact]
    public void A_loss_tensor_is_read_only_when_an_inspector_asks_for_it()
    {
        using TinyProblem problem = new();
        FakeInspector incurious = new("x", _ => 0);
        using ModuleMonitor monitor = problem.Module.Monitor(
            new MonitorOptions { Inspections = [new ScheduledInspection(incurious, Schedule.EverySteps(1), double.PositiveInfinity)] });
        Tensor disposed = tensor(1.0);
        disposed.Dispose();
        monitor.Step(disposed); // reading it would throw
        Assert.Equal(InspectionOutcome.Measured, Assert.Single(monitor.History.Snapshot()).Outcome);
    }

    [Fact]
    public void A_step_at_which_nothing_is_due_allocates_nothing()
    {
        using TinyProblem problem = new();
        using Tensor loss = tensor(1.0);
        Schedule rare = Schedule.EverySteps(1_000_000).Or(Schedule.Logarithmic(1));
        using ModuleMonitor monitor = problem.Module.Monitor(problem.Optimizer, Everything(rare));
        for (int i = 0; i < 1000; i++)
        {
            monitor.Step(loss);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 8000; i++)
        {
            monitor.Step(loss); // steps 1001 to 9000: the logarithmic schedule is next due at 10 000
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_monitor_of_a_disposed_module_throws_nothing_into_the_loop_and_leaves_no_scope_open()
    {
        Sequential module = nn.Sequential(nn.Linear(2, 2));
        using ModuleMonitor monitor = module.Monitor(Everything(Schedule.EverySteps(1)) with { Warn = _ => { } });
        module.Dispose();
        monitor.Step();
        Assert.Contains(monitor.History.Snapshot(), r => r.Outcome == InspectionOutcome.Faulted);
        using Tensor mine = ones(3);
        monitor.Step();
        Assert.False(mine.IsInvalid);
    }

    [Fact]
    public void A_nan_weight_becomes_a_fault_on_record_and_the_loss_is_still_reported()
    {
        using TinyProblem problem = new();
        using ModuleMonitor monitor = problem.Module.Monitor(Everything(Schedule.EverySteps(1)) with { Warn = _ => { } });
        using (no_grad())
        {
            problem.Module.parameters().First().fill_(double.NaN);
        }

        monitor.Step(double.NaN);
        InspectionRecord[] records = [.. monitor.History.Snapshot()];
        Assert.Equal(double.NaN, records.Single(r => r.Inspector == "loss and gradient norms").Find("loss")!.Value);
        Assert.Equal(InspectionOutcome.Faulted, records.Single(r => r.Inspector == "jacobian spectra").Outcome);
        Assert.Contains("NaN", records.Single(r => r.Inspector == "jacobian spectra").Fault!.Message);
    }

    [Fact]
    public void Points_of_another_dimension_disable_the_inspector_with_its_reason()
    {
        using TinyProblem problem = new();
        MonitorOptions options = new()
        {
            Inspections = [new ScheduledInspection(new JacobianSpectra(Matrix.FromRows([[1, 2, 3]])), Schedule.EverySteps(1))],
            Warn = _ => { },
        };
        using ModuleMonitor monitor = problem.Module.Monitor(options);
        Assert.Equal("the points have dimension 3, the module has 2 inputs", Assert.Single(monitor.History.Snapshot()).Reason);
        Assert.Throws<Dynamics.InvalidInputException>(() => problem.Module.Monitor(options with { Strict = true }));
    }

    [Fact]
    public void Everything_can_be_inspected_on_demand_whatever_schedule_and_budget()
    {
        using TinyProblem problem = new();
        using ModuleMonitor monitor = problem.Module.Monitor(Everything(Schedule.EveryEpochs(1000)) with { Share = 0 });
        monitor.InspectNow();
        monitor.InspectNow();
        Assert.Equal(10, monitor.History.Snapshot().Count(r => r.Outcome == InspectionOutcome.Measured));
    }

    private sealed class Opaque() : nn.Module<Tensor, Tensor>("Opaque")
    {
        public override Tensor forward(Tensor input) => (input * input / 2) + (input / 4);
    }
}
