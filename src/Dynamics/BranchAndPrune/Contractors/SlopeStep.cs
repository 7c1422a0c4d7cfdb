using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>Krawczyk's operator with slopes in the place of derivatives: narrower, but it proves no uniqueness.</summary>
internal sealed class SlopeStep
{
    private readonly ISlopeSystem system;
    private readonly Interval[] slopes;

    public SlopeStep(ISlopeSystem system)
    {
        this.system = system;
        slopes = new Interval[system.Dimension * system.Dimension];
    }

    /// <summary>Narrows the box, which lies inside the one that <paramref name="krawczyk"/> was prepared for.</summary>
    public Outcome Contract(Span<Interval> box, Krawczyk krawczyk)
    {
        int n = system.Dimension;
        system.Slopes(krawczyk.Box.Centre.AsSpan(0, n), box, slopes);
        return krawczyk.ContractBy(slopes, box);
    }
}
