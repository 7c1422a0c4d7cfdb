using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training.Tests.Records;

internal static class RecordSamples
{
    public static InspectionRecord Scalar(int step, double value = 1.5) => new()
    {
        Epoch = step / 10,
        Step = step,
        WallTime = TimeSpan.FromTicks(12_345_678_901 + step),
        Inspector = "sample",
        Outcome = InspectionOutcome.Measured,
        Cost = TimeSpan.FromTicks(4321),
        Metrics = [new MetricDescriptor("loss", "1", EvidenceLevel.Numerical).Of(value)],
    };

    public static InspectionRecord[] EveryKind =>
    [
        Scalar(1),
        Scalar(2, double.NaN),
        Scalar(3, double.NegativeInfinity),
        Scalar(4, 0.1 + 0.2),
        Scalar(5) with
        {
            Metrics =
            [
                new MetricDescriptor("v", "m/s", EvidenceLevel.Sampled, MetricKind.Vector)
                    .Of([1, -0.0, double.Epsilon, double.MaxValue], "net.0.weight"),
                new MetricDescriptor("z", "1", EvidenceLevel.Certified, MetricKind.Complex)
                    .Of([new Complex(1, 2), new Complex(-3, double.PositiveInfinity)]),
                new MetricDescriptor("stability", "1", EvidenceLevel.Sampled, MetricKind.Label).Labelled("attracting", "point \"0\"\n"),
                new MetricDescriptor("empty", "1", EvidenceLevel.Numerical, MetricKind.Vector).Of(ReadOnlySpan<double>.Empty),
            ],
            SkippedBefore = 7,
        },
        Scalar(6) with { Outcome = InspectionOutcome.Skipped, Metrics = [], Reason = "over budget" },
        Scalar(7) with
        {
            Outcome = InspectionOutcome.Faulted,
            Metrics = [],
            Fault = new InspectionFault("System.Exception", "λ → ∞ \u2028 \"quoted\""),
        },
        Scalar(8) with
        {
            Outcome = InspectionOutcome.Disabled,
            Metrics = [],
            Reason = "3 faults in a row",
            Fault = new InspectionFault("E", "m"),
        },
    ];
}
