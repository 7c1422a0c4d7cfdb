using System.Reflection;
using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Monitoring;

[Collection("torch")]
public class NoTraceTests
{
    // 10⁵ optimizer steps, every inspector attached and run more than a hundred times; after it, nothing may be left.
    [Fact]
    public void After_a_hundred_thousand_steps_and_dispose_nothing_remains()
    {
        manual_seed(5);
        using Sequential module = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Dropout(0.1), nn.Linear(4, 2));
        module.children().ElementAt(2).eval();
        using optim.Optimizer optimizer = optim.SGD(module.parameters(), 1e-3);
        using Tensor x = randn(4, 2);
        Step(null);
        Dictionary<string, bool> flags = Flags(module);
        string[] buffers = [.. module.named_buffers().Select(b => b.name)];
        long tensors = LiveTensors.Count();
        byte[] random;
        byte[] gradients;
        using (ModuleMonitor monitor = module.Monitor(optimizer, Options()))
        {
            for (int i = 0; i < 100_000; i++) // about 10 s
            {
                Step(monitor);
            }

            random = TinyProblem.RandomState();
            gradients = Gradients(module);
            Assert.Equal(100_000, monitor.Steps);
            InspectionRecord[] records = [.. monitor.History.Snapshot()];
            Assert.All(
                ["weight spectra", "fixed points", "dead units"],
                name => Assert.True(records.Count(r => r.Inspector == name && r.Outcome == InspectionOutcome.Measured) > 100, name));
            Assert.DoesNotContain(records, r => r.Outcome is InspectionOutcome.Faulted or InspectionOutcome.Disabled);
        }

        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.Equal(flags, Flags(module));
        Assert.Equal(buffers, module.named_buffers().Select(b => b.name));
        Assert.Equal(random, TinyProblem.RandomState());
        Assert.Equal(gradients, Gradients(module));

        void Step(ModuleMonitor? monitor)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = module.call(x).square().mean();
            loss.backward();
            optimizer.step();
            monitor?.Step(loss);
        }
    }

    [Fact]
    public void A_monitor_registers_no_hook()
    {
        using Linear linear = nn.Linear(2, 2);
        using Sequential module = nn.Sequential(linear, nn.ReLU());
        using (module.Monitor(Options()))
        {
            Assert.All(new nn.Module[] { module, linear }, m => Assert.Equal(0, Hooks(m)));
        }

        Assert.All(new nn.Module[] { module, linear }, m => Assert.Equal(0, Hooks(m)));
        linear.register_forward_hook((_, _, output) => output);
        Assert.Equal(1, Hooks(linear)); // the counting itself works
    }

    [Fact]
    public void An_inspection_leaves_absent_gradients_absent()
    {
        using Sequential module = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 2));
        using ModuleMonitor monitor = module.Monitor(Options());
        monitor.InspectNow();
        Assert.All(module.parameters(), p => Assert.Null(p.grad));
        Assert.Equal(4, monitor.History.Snapshot().First(r => r.Inspector == "loss and gradient norms").Find("gradient.missing")!.Value);
    }

    private static MonitorOptions Options()
    {
        Matrix points = Matrix.FromRows([[0, 0], [1, -1]]);
        Schedule schedule = Schedule.EverySteps(500);
        return new MonitorOptions
        {
            Share = double.PositiveInfinity,
            Inspections =
            [
                new ScheduledInspection(new LossAndGradientNorms(), schedule),
                new ScheduledInspection(new WeightSpectra(), schedule),
                new ScheduledInspection(new JacobianSpectra(points), schedule),
                new ScheduledInspection(new AffineMapNorms(points), schedule),
                new ScheduledInspection(new DeadUnits(points), schedule),
                new ScheduledInspection(new FixedPointsWithStability(Box.Cube(2, -2, 2), new() { Starts = 8 }), schedule),
            ],
        };
    }

    private static Dictionary<string, bool> Flags(nn.Module module) =>
        module.named_modules().Append(("", module)).ToDictionary(m => m.Item1, m => m.Item2.training);

    private static byte[] Gradients(nn.Module module) => [.. module.parameters().SelectMany(p =>
    {
        using Tensor gradient = p.grad!;
        using TensorAccessor<float> accessor = gradient.data<float>();
        return MemoryMarshal.AsBytes<float>(accessor.ToArray()).ToArray();
    })];

    private static int Hooks(nn.Module module)
    {
        int count = 0;
        foreach (string name in new[] { "pre_hooks", "post_hooks", "module_pre_hooks", "module_post_hooks" })
        {
            for (Type? type = module.GetType(); type is not null; type = type.BaseType)
            {
                const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
                count += (type.GetField(name, Own)?.GetValue(module) as System.Collections.ICollection)?.Count ?? 0;
            }
        }

        return count;
    }
}
