using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>Topological entropy of maps of an interval, enclosed with proof.</summary>
public static class EntropyAnalysis
{
    /// <summary>
    /// The topological entropy of a network on the smallest invariant interval around a given one: Hofbauer's tower with redirected edges, from both sides
    /// (theory §3). Piecewise-linear networks in exact rationals: where the tower closes the answer is the logarithm of an algebraic number. Where orbits leave
    /// every bounded interval, the answer is about the points whose orbits stay in the given one, and says so.
    /// </summary>
    /// <param name="network">One input, one output.</param>
    /// <param name="interval">The interval, the lower end first.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the search; the bounds found so far are returned.</param>
    /// <exception cref="InvalidInputException">The network is not one-dimensional, the interval has no interior, or an option is out of range.</exception>
    public static EntropyResult TopologicalEntropy(
        this Network network,
        (double Lower, double Upper) interval,
        EntropyOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new EntropyOptions();
        Require(interval, options);
        if (PiecewiseLinearProgram.Accepts(network))
        {
            return PiecewiseLinearEntropy.Of(network, interval, options, progress, cancellation);
        }

        WorkLimit limit = new(int.MaxValue, options.Budget, cancellation);
        EntropyResult found = SmoothEntropy.Of(new NetworkFunction(network), interval, options, progress, cancellation);
        return SmoothMapBounds.Of(network, found.Invariant, options with { Budget = limit.Left }, (found.Lower, found.Upper), found.Escapes, cancellation).AddTo(found);
    }

    /// <summary>
    /// The topological entropy of a twice continuously differentiable map, from enclosures of it and its derivatives: turning points are proved, and towers with
    /// outer and inner images bound the entropy from above and below.
    /// </summary>
    /// <param name="function">f; used by one thread.</param>
    /// <param name="interval">The interval, the lower end first.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the search; the bounds found so far are returned.</param>
    /// <exception cref="InvalidInputException">The interval has no interior, or an option is out of range.</exception>
    public static EntropyResult TopologicalEntropy(
        this IEnclosedFunction function,
        (double Lower, double Upper) interval,
        EntropyOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new EntropyOptions();
        Require(interval, options);
        return SmoothEntropy.Of(function, interval, options, progress, cancellation);
    }

    private static void Require((double Lower, double Upper) interval, EntropyOptions options)
    {
        if (!double.IsFinite(interval.Lower) || !double.IsFinite(interval.Upper) || interval.Lower >= interval.Upper)
        {
            throw new InvalidInputException($"interval [{interval.Lower:R}, {interval.Upper:R}]: expected two finite numbers, the lower one first");
        }

        if (!(options.Tolerance >= 0) || options.MaxNodes < 1 || options.Periods < 0 || options.Iterates < 0)
        {
            throw new InvalidInputException("entropy: expected a tolerance of at least 0, at least one node, and no negative numbers of periods and iterates");
        }
    }
}
