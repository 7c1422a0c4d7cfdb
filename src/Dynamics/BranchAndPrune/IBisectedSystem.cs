using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>A system that knows which axis to halve.</summary>
public interface IBisectedSystem : IEnclosedSystem
{
    /// <summary>The axis whose halving promises most.</summary>
    /// <param name="box">n bounded intervals.</param>
    /// <returns>0 … n − 1, or −1 to leave the choice to the search.</returns>
    int AxisToBisect(ReadOnlySpan<Interval> box);
}
