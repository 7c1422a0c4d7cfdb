using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// Places ticks at round numbers: multiples of 1, 2, 2.5 or 5 times a power of ten (after Heckbert, "Nice numbers for graph labels",
/// Graphics Gems, 1990).
/// </summary>
public static class Ticks
{
    private const double LargestPlain = 1e5;
    private const double SmallestPlain = 1e-3;

    /// <summary>Ticks of a linear axis. O(number of ticks).</summary>
    /// <param name="min">Lower end, finite.</param>
    /// <param name="max">Upper end, finite, above <paramref name="min"/> by at least 1e−9 of the larger modulus.</param>
    /// <param name="target">How many ticks to aim at, at least 2.</param>
    /// <returns>At least two labelled ticks in [min, max], equally spaced, in increasing order, with distinct labels.</returns>
    public static ImmutableArray<Tick> Linear(double min, double max, int target = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(max, min);
        int power = (int)Math.Floor(Math.Log10((max - min) / target));
        (double[] Values, int Decimals, double Cost)? best = null;
        foreach ((double mantissa, int shift) in new[] { (1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0), (10.0, -1), (20.0, -1), (25.0, 0) })
        {
            double[] values = Multiples(min, max, mantissa, power, target);

            // Quarters read less easily than the others: they must come closer to the target by more than one tick.
            double cost = Math.Abs(values.Length - target) + (mantissa is 2.5 or 25 ? 1.5 : 0);
            if (values.Length >= 2 && (best is not { } known || cost < known.Cost))
            {
                best = (values, shift - power, cost);
            }
        }

        (double[] chosen, int decimals, _) = best!.Value;
        double largest = Math.Max(Math.Abs(chosen[0]), Math.Abs(chosen[^1]));
        return [.. chosen.Select(value => new Tick(value, Label(value, decimals, largest)))];
    }

    /// <summary>Ticks of a logarithmic axis: powers of ten, between them minor ticks or, on less than two decades, 1-2-5 steps.</summary>
    /// <param name="min">Lower end, positive.</param>
    /// <param name="max">Upper end, above <paramref name="min"/>.</param>
    /// <param name="target">The largest number of labelled powers of ten.</param>
    /// <returns>At least two labelled ticks in [min, max] in increasing order.</returns>
    public static ImmutableArray<Tick> Logarithmic(double min, double max, int target = 7)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(min);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(max, min);
        int first = (int)Math.Ceiling(Math.Log10(min) - 1e-9);
        int last = (int)Math.Floor(Math.Log10(max) + 1e-9);
        if (last - first >= 1)
        {
            int stride = ((last - first) / target) + 1;
            bool minor = last - first <= 5;
            return [.. Decades(min, max, first, last, stride, minor)];
        }

        double[] steps = [.. Steps(first - 1, last + 1, [1, 2, 5]).Where(value => value >= min && value <= max)];
        return steps.Length >= 2
            ? [.. steps.Select(value => new Tick(value, NumberText.Compact(value, 3)))]
            : Linear(min, max, 4);
    }

    private static double[] Multiples(double min, double max, double mantissa, int power, int target)
    {
        double step = mantissa * Math.Pow(10, power);
        double first = Math.Ceiling((min / step) - 1e-9);
        double last = Math.Floor((max / step) + 1e-9);
        int count = (int)Math.Clamp(last - first + 1, 0, 20.0 * target);

        // k·m·10^p by one division where p < 0, so that a tick is the double nearest to its label.
        double scale = Math.Pow(10, Math.Abs(power));
        return [.. Enumerable.Range(0, count).Select(i => power < 0 ? (first + i) * mantissa / scale : (first + i) * mantissa * scale)
            .Select(value => value == 0 ? 0.0 : value)];
    }

    private static string Label(double value, int decimals, double largest)
    {
        if (largest is >= SmallestPlain and < LargestPlain)
        {
            return NumberText.Minus(value.ToString("F" + Math.Clamp(decimals, 0, 15), CultureInfo.InvariantCulture));
        }

        if (value == 0)
        {
            return "0";
        }

        int exponent = (int)Math.Floor(Math.Log10(largest) + 1e-12);
        string format = "F" + Math.Clamp(decimals + exponent, 0, 15);
        string mantissa = (value / Math.Pow(10, exponent)).ToString(format, CultureInfo.InvariantCulture);
        return NumberText.Minus(mantissa) + "×" + NumberText.PowerOfTen(exponent);
    }

    private static IEnumerable<Tick> Decades(double min, double max, int first, int last, int stride, bool minor)
    {
        bool plain = first >= -3 && last <= 4;
        foreach (double value in Steps(first - 1, last, minor ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1]))
        {
            int exponent = (int)Math.Round(Math.Log10(value));
            bool power = Math.Abs(value - Power(exponent)) <= 1e-9 * value;
            if (power && exponent >= first && exponent <= last)
            {
                bool labelled = (exponent - first) % stride == 0;
                string label = plain ? NumberText.Compact(value, 6) : NumberText.PowerOfTen(exponent);
                yield return new Tick(value, labelled ? label : string.Empty);
            }
            else if (!power && value >= min && value <= max)
            {
                yield return new Tick(value, string.Empty);
            }
        }
    }

    private static IEnumerable<double> Steps(int first, int last, double[] multiples) =>
        Enumerable.Range(first, last - first + 1)
            .SelectMany(exponent => multiples.Select(m => exponent < 0 ? m / Power(-exponent) : m * Power(exponent)));

    private static double Power(int exponent) => Math.Pow(10, exponent);
}
