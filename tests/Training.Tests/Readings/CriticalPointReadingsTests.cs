using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Readings;

[Collection("torch")]
public class CriticalPointReadingsTests
{
    private static MonitorOptions Options(params IInspector[] inspectors) => new()
    {
        Share = double.PositiveInfinity,
        Inspections = [.. inspectors.Select(inspector => new ScheduledInspection(inspector, Schedule.EverySteps(1)))],
        Warn = _ => { },
    };

    // Even about 0, where its derivative vanishes; theory §2 gives the value 2 tanh 1.
    [Fact]
    public void A_bump_of_two_tanh_units_has_one_maximum_at_zero()
    {
        using Linear first = nn.Linear(1, 2);
        using Linear last = nn.Linear(2, 1);
        using Sequential module = nn.Sequential(first, nn.Tanh(), last);
        Set(first, [1, 1], [1, -1]);
        Set(last, [1, -1], [0]);
        using ModuleMonitor monitor = module.Monitor(Options(new CriticalPointsWithIndex(Box.Cube(1, -3, 4))));
        monitor.Step();
        InspectionRecord record = Assert.Single(monitor.History.Snapshot());
        Assert.Equal((1, 1), (record.Find("critical_points.count")!.Value, record.Find("critical_points.complete")!.Value));
        Assert.Equal(EvidenceLevel.Certified, record.Find("critical_points.count")!.Descriptor.Evidence);
        Assert.Equal(0, record.Find("critical_point.x", "critical point 0")!.Values[0], 1e-13);
        Assert.Equal(1.52318831191153, record.Find("critical_point.value", "critical point 0")!.Value, 1e-13);
        Assert.Equal("1", record.Find("critical_point.index", "critical point 0")!.Label);
        Assert.Equal(EvidenceLevel.Certified, record.Find("critical_point.x", "critical point 0")!.Descriptor.Evidence);
    }

    // |x| ± |y| from four ReLUs: a minimum, or a saddle, at the origin; the readings follow the weights.
    [Fact]
    public void The_moduli_of_two_variables_have_a_minimum_or_a_saddle_at_the_origin()
    {
        using Linear first = nn.Linear(2, 4);
        using Linear last = nn.Linear(4, 1);
        using Sequential module = nn.Sequential(first, nn.ReLU(), last);
        Set(first, [1, 0, -1, 0, 0, 1, 0, -1], [0, 0, 0, 0]);
        using ModuleMonitor monitor = module.Monitor(Options(new CriticalPointsWithIndex(Box.Cube(2, -1, 2))));
        foreach ((float sign, string index) in new[] { (1f, "0"), (-1f, "1") })
        {
            Set(last, [1, 1, sign, sign], [0.5f]);
            monitor.Step();
            InspectionRecord record = monitor.History.Snapshot()[^1];
            Assert.Equal((1, 1), (record.Find("critical_points.count")!.Value, record.Find("critical_points.complete")!.Value));
            Assert.Equal([0.0, 0.0], record.Find("critical_point.x", "critical point 0")!.Values.ToArray());
            Assert.Equal(0.5, record.Find("critical_point.value", "critical point 0")!.Value);
            Assert.Equal(index, record.Find("critical_point.index", "critical point 0")!.Label);
        }
    }

    [Fact]
    public void Several_outputs_or_another_dimension_disable_the_inspector_with_its_reason()
    {
        using Sequential plane = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2));
        using Sequential scalar = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1));
        using ModuleMonitor several = plane.Monitor(Options(new CriticalPointsWithIndex(Box.Cube(2, -1, 1))));
        using ModuleMonitor another = scalar.Monitor(Options(new CriticalPointsWithIndex(Box.Cube(3, -1, 1))));
        Assert.Equal("the module has 2 outputs, expected 1 for critical points", Assert.Single(several.History.Snapshot()).Reason);
        Assert.Equal("the box has dimension 3, the module has 2 inputs", Assert.Single(another.History.Snapshot()).Reason);
    }

    [Fact]
    public void A_search_that_the_budget_cuts_is_incomplete_and_sampled()
    {
        using Sequential module = nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1));
        using ModuleMonitor monitor = module.Monitor(
            Options(new CriticalPointsWithIndex(Box.Cube(3, -5, 5), new Dynamics.CriticalPoints.CriticalPointOptions { Budget = TimeSpan.Zero })));
        monitor.Step();
        InspectionRecord record = Assert.Single(monitor.History.Snapshot());
        Assert.Equal((0, 1), (record.Find("critical_points.complete")!.Value, record.Find("critical_points.interrupted")!.Value));
        Assert.Equal(EvidenceLevel.Sampled, record.Find("critical_points.count")!.Descriptor.Evidence);
    }

    private static void Set(Linear linear, float[] weight, float[] bias)
    {
        using (no_grad())
        {
            linear.weight!.copy_(tensor(weight, linear.weight.shape));
            linear.bias!.copy_(tensor(bias, linear.bias.shape));
        }
    }
}
