using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.FixedPoints;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>From exponents with errors to a verdict, with the thresholds said.</summary>
/// <param name="system">Map or flow.</param>
/// <param name="options">The thresholds.</param>
/// <param name="duration">Time of the average.</param>
internal sealed class VerdictRule(SystemKind system, LyapunovOptions options, double duration)
{
    private const double ReturnTolerance = 1e-6;

    /// <summary>The exponents, with 0 for those that cannot be told from it.</summary>
    public IEnumerable<double> Rounded(ImmutableArray<LyapunovExponent> exponents) => exponents.Select(e => IsZero(e) ? 0 : e.Value);

    /// <summary>Judges.</summary>
    /// <param name="exponents">Largest first.</param>
    /// <param name="d">Dimension.</param>
    /// <param name="dynamics">To follow the orbit on where exponents do not decide.</param>
    /// <param name="end">The last point.</param>
    public (LyapunovVerdict Verdict, string Reason) Of(ImmutableArray<LyapunovExponent> exponents, int d, TangentDynamics dynamics, ReadOnlySpan<double> end)
    {
        if (exponents.IsEmpty)
        {
            return (LyapunovVerdict.Undecided, "no exponent was asked for");
        }

        string band = string.Create(
            CultureInfo.InvariantCulture, $"zero means |λ| ≤ max({options.ZeroErrors:G3}·error, {options.ZeroTime / duration:G3})");
        int zero = exponents.Count(IsZero);
        int positive = exponents.Count(e => !IsZero(e) && e.Value > 0);
        bool all = exponents.Length == d || zero + positive < exponents.Length;
        if (positive > 0)
        {
            return (LyapunovVerdict.Chaotic, string.Create(CultureInfo.InvariantCulture, $"{positive} positive, largest {exponents[0].Value:G6} ± {exponents[0].Error:G2}; {band}"));
        }

        if (!all)
        {
            return (LyapunovVerdict.Undecided, $"all {exponents.Length} exponents that were asked for are zero, more are needed; {band}");
        }

        if (zero == 0)
        {
            return system == SystemKind.Flow ? Resting(dynamics, end, band) : Returning(dynamics, end, band);
        }

        return system == SystemKind.Flow && zero == 1
            ? (LyapunovVerdict.Cycle, $"one zero exponent, the others negative; {band}")
            : (LyapunovVerdict.TorusLike, $"{zero} zero exponents, none positive: a torus, or a family of neutral orbits; {band}");
    }

    private bool IsZero(LyapunovExponent exponent) =>
        Math.Abs(exponent.Value) <= Math.Max(options.ZeroErrors * exponent.Error, options.ZeroTime / duration);

    /// <summary>A bounded orbit of a flow that does not tend to an equilibrium has a zero exponent (Haken, Phys. Lett. A 94, 1983).</summary>
    private static (LyapunovVerdict Verdict, string Reason) Resting(TangentDynamics dynamics, ReadOnlySpan<double> end, string band)
    {
        double moved = Moved(dynamics, end.ToArray(), end);
        return moved <= ReturnTolerance
            ? (LyapunovVerdict.FixedPoint, $"all exponents negative and the orbit rests; {band}")
            : (LyapunovVerdict.Undecided, $"all exponents negative, yet the orbit still moves: it has not settled; {band}");
    }

    private (LyapunovVerdict Verdict, string Reason) Returning(TangentDynamics dynamics, ReadOnlySpan<double> end, string band)
    {
        double[] x = end.ToArray();
        for (int period = 1; period <= options.LongestCycle; period++)
        {
            if (Moved(dynamics, x, end) <= ReturnTolerance)
            {
                string steps = string.Create(CultureInfo.InvariantCulture, $"{period * dynamics.Interval:G6}");
                return period == 1
                    ? (LyapunovVerdict.FixedPoint, $"all exponents negative and the orbit rests (from one orthogonalisation to the next, every {dynamics.Interval} iterations); {band}")
                    : (LyapunovVerdict.Cycle, $"all exponents negative and the orbit returns after {steps} iterations; {band}");
            }
        }

        return (LyapunovVerdict.Undecided, $"all exponents negative, yet the orbit does not return within {options.LongestCycle} steps; {band}");
    }

    private static double Moved(TangentDynamics dynamics, double[] x, ReadOnlySpan<double> end)
    {
        dynamics.Advance(x, []);
        (double distance, double size) = (0, 1);
        for (int i = 0; i < x.Length; i++)
        {
            distance = Math.Max(distance, Math.Abs(x[i] - end[i]));
            size = Math.Max(size, Math.Abs(end[i]));
        }

        return distance / size;
    }
}
