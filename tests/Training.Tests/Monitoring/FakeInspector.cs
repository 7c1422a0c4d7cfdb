using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training.Tests.Monitoring;

/// <summary>An inspector that does what it is told and counts its calls.</summary>
internal sealed class FakeInspector(string name, Func<InspectionContext, double> measure) : IInspector
{
    private static readonly MetricDescriptor Value = new("value", "1", EvidenceLevel.Numerical);

    public string Name => name;

    public int Calls { get; private set; }

    public string? Objection { get; init; }

    public string? Validate(InspectionContext context) => Objection;

    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        Calls++;
        yield return Value.Of(measure(context));
    }
}
