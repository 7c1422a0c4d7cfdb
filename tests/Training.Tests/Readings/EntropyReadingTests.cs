using TorchDynInspect.Dynamics.Evidence;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Readings;

[Collection("torch")]
public class EntropyReadingTests
{
    private static MonitorOptions Options => new()
    {
        Share = double.PositiveInfinity,
        Inspections = [new ScheduledInspection(new EntropyInterval(0, 1), Schedule.EverySteps(1))],
        Warn = _ => { },
    };

    [Fact]
    public void Tents_have_the_logarithm_of_their_slope_and_its_evidence()
    {
        using Linear first = nn.Linear(1, 2);
        using Linear last = nn.Linear(2, 1);
        using Sequential module = nn.Sequential(first, nn.ReLU(), last);
        using ModuleMonitor monitor = module.Monitor(Options);
        foreach (float slope in new[] { 0.75f, 1.25f, 1.5f, 2f })
        {
            SetTent(first, last, slope);
            monitor.Step();
            InspectionRecord record = monitor.History.Snapshot()[^1];
            double expected = slope > 1 ? Math.Log(slope) : 0;
            Assert.InRange(expected, record.Find("entropy.lower")!.Value, record.Find("entropy.upper")!.Value);
            Assert.InRange(record.Find("entropy.gap")!.Value, 0, 1e-6);
            Assert.Equal(EvidenceLevel.Certified, record.Find("entropy.lower")!.Descriptor.Evidence);
            Assert.Equal(0, record.Find("entropy.escapes")!.Value);
            Assert.Equal(2, record.Find("entropy.laps")!.Value);
        }
    }

    [Fact]
    public void Orbits_that_escape_are_reported_as_such()
    {
        using Linear first = nn.Linear(1, 3);
        using Linear last = nn.Linear(3, 1);
        using Sequential module = nn.Sequential(first, nn.ReLU(), last);

        // 3 r(x) − 3 r(−x) − 6 r(x − ½): below 0 the line 3x goes on.
        Set(first, [1, -1, 1], [0, 0, -0.5f]);
        Set(last, [3, -3, -6], [0]);
        using ModuleMonitor monitor = module.Monitor(Options);
        monitor.Step();

        // The points of [0, 1] that stay are Cantor's set, on which it is the full shift of two symbols.
        InspectionRecord record = monitor.History.Snapshot()[^1];
        Assert.Equal(1, record.Find("entropy.escapes")!.Value);
        Assert.InRange(Math.Log(2), record.Find("entropy.lower")!.Value, record.Find("entropy.upper")!.Value);
    }

    [Fact]
    public void A_module_of_the_plane_disables_the_inspector_with_its_reason()
    {
        using Sequential module = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 2));
        using ModuleMonitor monitor = module.Monitor(Options);
        Assert.Contains("expected 1 to 1", Assert.Single(monitor.History.Snapshot()).Reason, StringComparison.Ordinal);
    }

    // s r(x) − 2s r(x − ½)
    private static void SetTent(Linear first, Linear last, float slope)
    {
        Set(first, [1, 1], [0, -0.5f]);
        Set(last, [slope, -2 * slope], [0]);
    }

    private static void Set(Linear layer, float[] weight, float[] bias)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            layer.weight.copy_(tensor(weight, layer.weight.shape));
            layer.bias!.copy_(tensor(bias));
        }
    }
}
