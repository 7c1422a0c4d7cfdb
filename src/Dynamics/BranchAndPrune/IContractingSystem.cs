using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>A system that can cut off parts of a box without zeros by its own structure, such as F(x) = x − f(x) by f(box).</summary>
public interface IContractingSystem : IEnclosedSystem
{
    /// <summary>Narrows the box; no zero of F in it may be lost.</summary>
    /// <param name="box">n bounded intervals, each replaced by a part of itself.</param>
    /// <returns>False when the box is proved to hold no zero; its contents are then undefined.</returns>
    bool Contract(Span<Interval> box);
}
