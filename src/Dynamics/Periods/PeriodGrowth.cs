using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Periods;

/// <summary>
/// The entropy that a period forces: a continuous map of an interval with a point of least period 2^s·q, q > 1 odd, has topological entropy at least 2^(−s) log λ_q, λ_q the
/// largest root of x^q − 2x^(q−2) − 1 (Block, Guckenheimer, Misiurewicz, Young 1980; Štefan 1977). λ_3 is the golden mean, and λ_q decreases to √2.
/// </summary>
public static class PeriodGrowth
{
    /// <summary>λ_q, enclosed by neighbouring doubles: the signs of the polynomial there are exact.</summary>
    /// <param name="q">An odd number above 1.</param>
    /// <exception cref="InvalidInputException">q is even or less than 3.</exception>
    public static Interval Constant(int q)
    {
        if (q < 3 || q % 2 == 0)
        {
            throw new InvalidInputException($"growth constant of period {q}: expected an odd number above 1");
        }

        // x^(q−2)(x² − 2) − 1 increases where x² ≥ 2, is −1 at √2 and positive at 2.
        (double below, double above) = (Math.BitDecrement(Math.Sqrt(2)), 2);
        while (true)
        {
            double middle = 0.5 * (below + above);
            if (!(below < middle && middle < above))
            {
                return new Interval(below, above);
            }

            switch (Sign(middle, q))
            {
                case 0:
                    return new Interval(middle, middle);
                case < 0:
                    below = middle;
                    break;
                default:
                    above = middle;
                    break;
            }
        }
    }

    /// <summary>The entropy that a least period forces, in nats, enclosed; [0, 0] for a power of two, which forces none.</summary>
    /// <param name="period">At least 1.</param>
    public static Interval Entropy(int period)
    {
        (int twos, int odd) = SharkovskyOrder.Split(period);
        return odd == 1 ? Interval.Zero : Interval.Log(Constant(odd)) * Math.ScaleB(1, -twos);
    }

    private static int Sign(double x, int q)
    {
        Rational exact = Rational.Of(x);
        Rational square = exact * exact;
        Rational power = exact;
        for (int i = 3; i < q; i += 2)
        {
            power *= square;
        }

        return ((power * (square - 2)) - 1).Sign;
    }
}
