using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Inspectors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Readings;

[Collection("torch")]
public class FixedPointReadingsTests
{
    // x ↦ hardtanh(w x): for w > 1 the fixed points −1, 0, 1; for 0 < w < 1 only 0; for w = 1 all of [−1, 1].
    [Fact]
    public void Fixed_points_of_a_piecewise_linear_module_follow_the_weights_and_are_certified()
    {
        using Linear linear = nn.Linear(1, 1);
        using Sequential module = nn.Sequential(linear, nn.Hardtanh());
        MonitorOptions options = new()
        {
            Share = double.PositiveInfinity,
            Inspections = [new ScheduledInspection(new FixedPointsWithStability(Box.Cube(1, -2, 2)), Schedule.EverySteps(1))],
            Warn = _ => { },
        };
        using ModuleMonitor monitor = module.Monitor(options);
        foreach ((float weight, int points, int continua) in new[] { (3f, 3, 0), (0.5f, 1, 0), (1f, 0, 1) })
        {
            using (torch.no_grad())
            {
                linear.weight!.fill_(weight);
                linear.bias!.fill_(0);
            }

            monitor.Step();
            InspectionRecord record = monitor.History.Snapshot()[^1];
            Assert.Equal(points, record.Find("fixed_points.count")!.Value);
            Assert.Equal(continua, record.Find("fixed_points.continua")!.Value);
            Assert.Equal(1, record.Find("fixed_points.complete")!.Value);
            Assert.Equal(EvidenceLevel.Certified, record.Find("fixed_points.count")!.Descriptor.Evidence);
        }
    }
}
