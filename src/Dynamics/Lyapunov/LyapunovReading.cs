using System.Collections.Immutable;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>Lyapunov exponents along orbits, by orthogonalising images of a frame under the tangent maps.</summary>
public static partial class LyapunovReading
{
    private const double MapTransient = 1000;
    private const double MapDuration = 100_000;

    /// <summary>The exponents of a network iterated as a map, one spectrum a start, shared over the cores. O(starts · duration · (parameters · d + d²k)).</summary>
    /// <param name="network">f, from R^d to R^d.</param>
    /// <param name="starts">N × d.</param>
    /// <param name="options">How to average; null for the defaults.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    /// <exception cref="InvalidInputException">f changes the dimension, starts do not fit, or an orbit leaves the finite numbers.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static ImmutableArray<LyapunovSpectrum> LyapunovSpectra(
        this Network network, Matrix starts, LyapunovOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new NetworkMap(network).LyapunovSpectra(starts, options, cancellation);
    }

    /// <summary>The exponents of a map, one spectrum a start, shared over the cores.</summary>
    /// <param name="map">f.</param>
    /// <param name="starts">N × d.</param>
    /// <param name="options">How to average; null for the defaults.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    /// <exception cref="InvalidInputException">Starts do not fit, or an orbit leaves the finite numbers.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static ImmutableArray<LyapunovSpectrum> LyapunovSpectra(
        this IDifferentiableMap map, Matrix starts, LyapunovOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        LyapunovOptions decided = Decide(options ?? new LyapunovOptions(), map.Dimension, MapTransient, MapDuration);
        double interval = decided.Interval ?? 1;
        if (interval != Math.Floor(interval) || interval > int.MaxValue)
        {
            throw new InvalidInputException($"Lyapunov exponents: the interval of a map is {interval} iterations, expected a whole number");
        }

        return Each(starts, map.Dimension, decided.Workers, start =>
        {
            MapDynamics dynamics = new(map.ForWorker(), (int)interval);
            return new LyapunovAverage(dynamics, SystemKind.Map, decided).Run(start, () => default, cancellation);
        });
    }

    private static LyapunovOptions Decide(LyapunovOptions options, int d, double transient, double duration)
    {
        LyapunovOptions decided = options with { Transient = options.Transient ?? transient, Duration = options.Duration ?? duration };
        if (!(decided.Transient >= 0 && decided.Duration > 0 && (decided.Interval ?? 1) > 0)
            || !double.IsFinite(decided.Transient.Value + decided.Duration.Value + (decided.Interval ?? 1)))
        {
            throw new InvalidInputException("Lyapunov exponents: expected a transient of at least 0, a positive duration and a positive interval");
        }

        if (!(decided.ZeroErrors >= 0 && decided.ZeroTime >= 0) || decided.LongestCycle < 0 || decided.Workers < 0)
        {
            throw new InvalidInputException("Lyapunov exponents: expected zero errors, zero time, the longest cycle and workers of at least 0");
        }

        if (decided.Exponents is { } k && (k < 1 || k > d))
        {
            throw new InvalidInputException($"Lyapunov exponents: {k} were asked for, expected 1 to {d}");
        }

        return decided;
    }

    private delegate LyapunovSpectrum OneStart(ReadOnlySpan<double> start);

    private static ImmutableArray<LyapunovSpectrum> Each(Matrix starts, int d, int workers, OneStart run)
    {
        ArgumentNullException.ThrowIfNull(starts);
        Preconditions.RequireLength(starts.Columns, d, "start");
        LyapunovSpectrum[] results = new LyapunovSpectrum[starts.Rows];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = workers > 0 ? workers : Environment.ProcessorCount };
        try
        {
            Parallel.For(0, starts.Rows, parallel, i => results[i] = run(starts.Row(i)));
        }
        catch (AggregateException faults)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        return [.. results];
    }
}
