using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Inspectors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Readings;

[Collection("torch")]
public class CellReadingsTests
{
    private static readonly CellDomain Square = new(Box.Cube(2, -3, 3));

    private static MonitorOptions Options(params IInspector[] inspectors) => new()
    {
        Share = double.PositiveInfinity,
        Inspections = [.. inspectors.Select(inspector => new ScheduledInspection(inspector, Schedule.EverySteps(1)))],
        Warn = _ => { },
    };

    // x ↦ W hardtanh(x): a grid of 3 × 3 regions when both units clamp inside the box; the middle one carries W itself, the others lose columns of it.
    [Fact]
    public void Region_counts_and_lipschitz_constants_follow_the_weights()
    {
        using Linear first = nn.Linear(2, 2);
        using Linear last = nn.Linear(2, 2);
        using Sequential module = nn.Sequential(first, nn.Hardtanh(), last);
        Set(last, [3, 0, 4, 0.5f]);
        using ModuleMonitor monitor = module.Monitor(Options(new LinearRegions(Square), new LipschitzConstants(Square)));
        foreach ((float second, int regions) in new[] { (1f, 9), (0.25f, 3), (0f, 3) })
        {
            Set(first, [1, 0, 0, second]);
            monitor.Step();
            InspectionRecord[] records = [.. monitor.History.Snapshot().TakeLast(2)];
            Assert.Equal(regions, records[0].Find("regions.count")!.Value);
            Assert.Equal(1, records[0].Find("regions.complete")!.Value);
            Assert.Equal(EvidenceLevel.Numerical, records[0].Find("regions.count")!.Descriptor.Evidence);

            // The largest singular value of [[3, 0], [4, s/2]]: its squares sum to 25 + s²/4, their product is (3s/2)².
            double trace = 25 + (second * second / 4);
            double root = Math.Sqrt((trace * trace) - (9 * second * second));
            Assert.Equal(Math.Sqrt((trace + root) / 2), records[1].Find("lipschitz.norm2")!.Value, 1e-13);
            Assert.Equal(4 + (second / 2), records[1].Find("lipschitz.norm_infinity")!.Value, 1e-14);
            Assert.Equal(3, records[1].Find("lipschitz.spectral_radius")!.Value, 1e-14);
        }
    }

    [Fact]
    public void A_count_that_the_budget_cuts_says_sampled_and_incomplete()
    {
        using Sequential module = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1));
        using ModuleMonitor monitor = module.Monitor(Options(new LinearRegions(Square, new CellWalkOptions { Budget = TimeSpan.Zero })));
        monitor.Step();
        InspectionRecord record = Assert.Single(monitor.History.Snapshot());
        Assert.Equal(0, record.Find("regions.complete")!.Value);
        Assert.Equal(EvidenceLevel.Sampled, record.Find("regions.count")!.Descriptor.Evidence);
    }

    [Fact]
    public void A_smooth_module_or_another_dimension_disables_the_inspector_with_its_reason()
    {
        using Sequential smooth = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1));
        using ModuleMonitor monitor = smooth.Monitor(
            Options(new LinearRegions(Square), new LipschitzConstants(new CellDomain(Box.Cube(3, -1, 1)))));
        string[] reasons = [.. monitor.History.Snapshot().Select(record => record.Reason!)];
        Assert.Contains("tanh is not continuous and piecewise linear", reasons[0]);
        Assert.Equal("the domain has dimension 3, the module has 2 inputs", reasons[1]);
    }

    [Fact]
    public void A_relu_module_gets_its_fixed_points_from_its_cells_complete_and_certified()
    {
        using Linear linear = nn.Linear(1, 1);
        using Sequential module = nn.Sequential(linear, nn.ReLU());
        using (no_grad())
        {
            linear.weight.fill_(2);
            linear.bias!.fill_(-1);
        }

        // relu(2x − 1): 0, where it is flat, and 1, where it doubles.
        using ModuleMonitor monitor = module.Monitor(Options(new FixedPointsWithStability(Box.Cube(1, -4, 4))));
        monitor.Step();
        InspectionRecord record = Assert.Single(monitor.History.Snapshot());
        Assert.Equal((2, 1), (record.Find("fixed_points.count")!.Value, record.Find("fixed_points.complete")!.Value));
        Assert.Equal(EvidenceLevel.Certified, record.Find("fixed_points.count")!.Descriptor.Evidence);
        Assert.Equal(0, record.Find("fixed_point.x", "fixed point 0")!.Values[0]);
        Assert.Equal("attracting", record.Find("fixed_point.stability", "fixed point 0")!.Label);
        Assert.Equal(1, record.Find("fixed_point.x", "fixed point 1")!.Values[0]);
        Assert.Equal("repelling", record.Find("fixed_point.stability", "fixed point 1")!.Label);
    }

    private static void Set(Linear linear, float[] weight)
    {
        using (no_grad())
        {
            linear.weight!.copy_(tensor(weight, [2, 2]));
            linear.bias!.fill_(0);
        }
    }
}
