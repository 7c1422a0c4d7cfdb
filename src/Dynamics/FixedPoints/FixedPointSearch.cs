using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Multi-start Newton for f(x) = x and f^k(x) = x. Evidence of completeness is Sampled: a point that no start reaches is missed.</summary>
public static class FixedPointSearch
{
    /// <summary>Searches a box.</summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="box">Where to look, of dimension d.</param>
    /// <param name="options">The search; null for the defaults.</param>
    /// <param name="extraStarts">Further starting points, M × d, e.g. the user's data; null for none.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    /// <exception cref="InvalidInputException">f is not a self-map, or the box has another dimension.</exception>
    public static FixedPointResult FixedPoints(
        this Network network,
        Box box,
        FixedPointOptions? options = null,
        Matrix? extraStarts = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default) => throw new NotImplementedException();
}
