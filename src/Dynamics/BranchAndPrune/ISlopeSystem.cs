using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>A system that knows slopes, which are narrower than derivatives (Krawczyk, Neumaier 1985): about half as wide for small boxes.</summary>
public interface ISlopeSystem : IEnclosedSystem
{
    /// <summary>Encloses matrices S(x) with F(x) − F(c) = S(x)(x − c) for every x of the box.</summary>
    /// <param name="centre">c, n numbers inside the box.</param>
    /// <param name="box">n bounded intervals.</param>
    /// <param name="slopes">Receives n × n enclosures, row-major.</param>
    void Slopes(ReadOnlySpan<double> centre, ReadOnlySpan<Interval> box, Span<Interval> slopes);
}
