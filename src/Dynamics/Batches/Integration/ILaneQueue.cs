using TorchDynInspect.Dynamics.Flows;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>Where a <see cref="LaneIntegrator"/> takes starts from and brings results to.</summary>
internal unsafe interface ILaneQueue
{
    /// <summary>Takes up to eight starts.</summary>
    /// <param name="states">Receives them, one a lane; lanes without one must hold finite numbers.</param>
    /// <param name="items">Receives what they are called in the other calls.</param>
    /// <returns>How many there are; 0 when none is left.</returns>
    int Take(Lanes* states, Span<int> items);

    /// <summary>A trajectory has come to an equally spaced time.</summary>
    /// <param name="item">Which.</param>
    /// <param name="index">The sample: the time index · T / (samples − 1) of a batch.</param>
    /// <param name="values">Its values there.</param>
    void Sample(int item, int index, ReadOnlySpan<double> values);

    /// <summary>A trajectory has come to its end.</summary>
    /// <param name="item">Which.</param>
    /// <param name="lane">Its last state: a number every eight.</param>
    /// <param name="statistics">What it cost.</param>
    /// <param name="failure">Where and why it stopped early; null for one that came to T.</param>
    void Finish(int item, double* lane, in SolverStatistics statistics, FlowFailure? failure);
}
