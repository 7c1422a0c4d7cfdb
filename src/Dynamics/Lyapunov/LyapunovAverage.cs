using System.Collections.Immutable;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>Averages growth factors along one orbit.</summary>
/// <param name="dynamics">The orbit's steps.</param>
/// <param name="system">Map or flow, for the verdict.</param>
/// <param name="options">With transient, duration and interval decided.</param>
internal sealed class LyapunovAverage(TangentDynamics dynamics, SystemKind system, LyapunovOptions options)
{
    private const int FewestSteps = 64;

    /// <summary>Growth of every step is kept, for the errors.</summary>
    private const double MostSteps = 1e8;

    /// <summary>Runs the orbit.</summary>
    /// <exception cref="InvalidInputException">The orbit leaves the finite numbers or its solver gives in; the message says when. Or there are too many intervals to be kept.</exception>
    public LyapunovSpectrum Run(ReadOnlySpan<double> start, Func<SolverStatistics> statistics, CancellationToken cancellation)
    {
        if (Math.Max(options.Transient!.Value, options.Duration!.Value) / dynamics.Interval > MostSteps)
        {
            throw new InvalidInputException(
                $"Lyapunov exponents: a transient of {options.Transient} and a duration of {options.Duration} in intervals of {dynamics.Interval:G6}, expected at most {MostSteps:G} intervals");
        }

        int d = dynamics.Dimension;
        int k = options.Exponents ?? d;
        double[] x = start.ToArray();
        double[] logs = new double[k];
        TangentFrame frame = new(d, k, options.Seed);
        int settling = Steps(options.Transient.Value, 0);
        for (int n = 0; n < settling; n++)
        {
            Step(n, x, frame, logs, cancellation);
        }

        int steps = Steps(options.Duration.Value, FewestSteps);
        double[][] growth = [.. Enumerable.Range(0, k).Select(_ => new double[steps])];
        double[] volumes = new double[steps];
        for (int n = 0; n < steps; n++)
        {
            volumes[n] = Step(settling + n, x, frame, logs, cancellation);
            for (int c = 0; c < k; c++)
            {
                growth[c][n] = logs[c];
            }
        }

        double interval = dynamics.Interval;
        ImmutableArray<LyapunovExponent> exponents =
        [
            .. growth.Select(series => Exponent(series, interval)).OrderByDescending(exponent => exponent.Value),
        ];
        double duration = steps * interval;
        VerdictRule rule = new(system, options, duration);
        (LyapunovVerdict verdict, string reason) = rule.Of(exponents, d, dynamics, x);
        return new LyapunovSpectrum
        {
            System = system,
            Start = [.. start],
            End = [.. x],
            Exponents = exponents,
            Transient = settling * interval,
            Duration = duration,
            Interval = interval,
            Sum = k == d ? exponents.Sum(exponent => exponent.Value) : null,
            MeanLogVolume = MeanError.Mean(volumes) / interval,
            KaplanYorkeDimension = verdict == LyapunovVerdict.Undecided ? null : KaplanYorke.Dimension(rule.Rounded(exponents), d),
            Verdict = verdict,
            Reason = reason,
            Statistics = statistics(),
        };
    }

    private double Step(int n, double[] x, TangentFrame frame, double[] logs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double volume;
        try
        {
            volume = dynamics.Advance(x, frame.Columns);
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException($"Lyapunov exponents: the orbit ends after time {n * dynamics.Interval:G6}, expected a bounded one; {fault.Message}", fault);
        }

        if (x.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue) || frame.Columns.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new InvalidInputException(
                $"Lyapunov exponents: the orbit or its tangent map leaves the finite numbers at time {(n + 1) * dynamics.Interval}, expected a bounded orbit");
        }

        frame.Orthonormalise(logs);
        return volume;
    }

    private int Steps(double time, int fewest) => Math.Max(fewest, (int)Math.Ceiling((time / dynamics.Interval) - 1e-9));

    private static LyapunovExponent Exponent(double[] series, double interval)
    {
        (double mean, double error, double time) = MeanError.Of(series);
        return new LyapunovExponent(mean / interval, 2 * error / interval, time * interval);
    }
}
