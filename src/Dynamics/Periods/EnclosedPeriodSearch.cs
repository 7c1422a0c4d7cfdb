using TorchDynInspect.Dynamics.IntervalMaps;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>
/// Least periods of a smooth map of an interval, proved from enclosures. A period occurs where f^n(x) − x changes its sign over an interval that f^d moves off itself for every proper divisor d of n: a
/// grid of samples points there. A period is absent where the interval falls into parts that f^n moves off themselves, or on which f^n(x) − x is strictly monotone and its only zero, if it has
/// one, is a zero of f^d(x) − x.
/// </summary>
/// <param name="function">f.</param>
/// <param name="domain">The interval.</param>
/// <param name="escapes">Whether f need not map the interval into itself: cycles must then be proved to stay in it, and no period is said to be absent.</param>
/// <param name="limit">The deadline.</param>
internal sealed class EnclosedPeriodSearch(IEnclosedFunction function, Interval domain, bool escapes, WorkLimit limit)
{
    private const int Samples = 1024;
    private const int MostCandidates = 24;

    /// <summary>Evaluations of f or f′ for all proofs of absence together; each period may take half of what is left.</summary>
    private const int MostEvaluations = 100_000;

    /// <summary>Off the middle, where periodic points like to lie.</summary>
    private const double Cut = 0.4871;

    private int evaluations = MostEvaluations;

    /// <summary>The periods.</summary>
    /// <param name="most">The longest period.</param>
    /// <param name="values">f at many points, not rounded in any direction: it only chooses where to prove.</param>
    public PeriodSet Find(int most, Func<double[], double[]> values)
    {
        double[][] orbits = new double[most + 1][];
        orbits[0] = [.. Enumerable.Range(0, Samples + 1).Select(i => domain.Lower + ((domain.Upper - domain.Lower) * i / Samples))];
        for (int k = 1; k <= most && !limit.IsOver; k++)
        {
            orbits[k] = Next(orbits[k - 1], values);
        }

        SortedDictionary<int, Interval> found = [];
        for (int n = 1; n <= most && !limit.IsOver; n++)
        {
            if (Witness(orbits, n) is { } place)
            {
                found.Add(n, place);
            }
        }

        // From the weakest period on: where one is absent, so is every stronger one. What a witness forces is not absent.
        List<int> absent = [];
        foreach (int n in escapes || most == 0 ? [] : SharkovskyOrder.UpTo(most).Reverse())
        {
            if (limit.IsOver || absent.Any(missing => SharkovskyOrder.Forces(n, missing)) || found.Keys.Any(p => SharkovskyOrder.Forces(p, n)))
            {
                continue;
            }

            (bool none, Interval? place) = Everywhere(n);
            if (none)
            {
                absent.Add(n);
            }
            else if (place is { } x)
            {
                found.Add(n, x);
            }
        }

        return PeriodSearch.Of(most, [.. found.Select(pair => new PeriodicPoint(pair.Key, pair.Value))], absent);
    }

    private static IEnumerable<int> ProperDivisors(int n) => Enumerable.Range(1, n / 2).Where(d => n % d == 0);

    private Interval? Witness(double[][] orbits, int n)
    {
        int tried = 0;
        for (int i = 0; i < Samples && tried < MostCandidates && !limit.IsOver; i++)
        {
            if (Changes(n) && !ProperDivisors(n).Any(Changes))
            {
                tried++;
                if (Refined(orbits[0][i], orbits[0][i + 1], n) is { } place)
                {
                    return place;
                }
            }

            bool Changes(int k) => (orbits[k][i] - orbits[0][i]) * (orbits[k][i + 1] - orbits[0][i + 1]) < 0;
        }

        return null;
    }

    /// <summary>Bisection by proved signs; the narrowest interval reached, if it is proved to hold a point of least period n.</summary>
    private Interval? Refined(double low, double high, int n)
    {
        (int left, int right) = (SignAt(low, n), SignAt(high, n));
        if (left == 0 || left != -right)
        {
            return null;
        }

        while (true)
        {
            double middle = low + (0.5 * (high - low));
            int sign = middle > low && middle < high ? SignAt(middle, n) : 0;
            if (sign == 0)
            {
                return IsLeast(new Interval(low, high), n) ? new Interval(low, high) : null;
            }

            (low, high) = sign == left ? (middle, high) : (low, middle);
        }
    }

    /// <summary>Looks through the whole interval: no point of least period n, or the place of one, or neither.</summary>
    private (bool None, Interval? Place) Everywhere(int n)
    {
        int least = evaluations / 2;
        double leastWidth = Math.ScaleB(domain.Width, -40);
        Stack<Interval> open = new([domain]);
        while (open.TryPop(out Interval part))
        {
            evaluations -= 3 * n;
            (Interval image, Interval derivative) = Iterate(part, n);
            if (image.Intersect(part).IsEmpty)
            {
                continue;
            }

            if (!derivative.Contains(1))
            {
                (int left, int right) = (SignAt(part.Lower, n), SignAt(part.Upper, n));
                if (left != 0 && (left == right || (left == -right && ProperDivisors(n).Any(d => SignAt(part.Lower, d) * SignAt(part.Upper, d) < 0))))
                {
                    continue;
                }

                if (left != 0 && left == -right && IsLeast(part, n))
                {
                    return (false, part);
                }
            }

            double cut = part.Lower + (Cut * part.Width);
            if (evaluations < least || limit.IsOver || part.Width < leastWidth || !(part.Lower < cut && cut < part.Upper))
            {
                return (false, null);
            }

            open.Push(new Interval(cut, part.Upper));
            open.Push(new Interval(part.Lower, cut));
        }

        return (true, null);
    }

    /// <summary>f^n and its derivative over a part of the domain, which f maps into itself; by the mean value theorem where that is sharper.</summary>
    private (Interval Image, Interval Derivative) Iterate(Interval part, int n)
    {
        Interval middle = Interval.Point(part.Midpoint);
        (Interval image, Interval at, Interval derivative) = (part, middle, Interval.Point(1));
        for (int k = 0; k < n; k++)
        {
            derivative *= function.Derivative(image);
            at = function.Value(at);
            image = function.Value(image).Intersect(at + (derivative * (part - middle))).Intersect(domain);
        }

        return (image, derivative);
    }

    // f^n(x) = x for a point of the place; no f^d does so for a proper divisor d.
    private bool IsLeast(Interval place, int n)
    {
        Interval image = place;
        for (int k = 1; k < n; k++)
        {
            image = function.Value(image);
            if (!image.IsBounded || (n % k == 0 && !image.Intersect(place).IsEmpty) || (escapes && (image.Lower < domain.Lower || image.Upper > domain.Upper)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>f at many points; NaN where an orbit has run away.</summary>
    private static double[] Next(double[] x, Func<double[], double[]> values)
    {
        const double Far = 1e150;
        double[] images = values([.. x.Select(t => Math.Abs(t) < Far ? t : 0)]);
        return [.. images.Zip(x, (y, t) => Math.Abs(t) < Far ? y : double.NaN)];
    }

    /// <summary>The sign of f^n(x) − x, 0 when it is not proved.</summary>
    private int SignAt(double x, int n)
    {
        Interval image = Interval.Point(x);
        for (int k = 0; k < n; k++)
        {
            if (!image.IsBounded)
            {
                return 0;
            }

            image = function.Value(image);
        }

        return image.Lower > x ? 1 : image.Upper < x ? -1 : 0;
    }
}
