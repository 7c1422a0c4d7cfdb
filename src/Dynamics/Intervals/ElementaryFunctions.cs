using TorchDynInspect.Dynamics.Activations.Elementary;

namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// Logarithm, sine, cosine and arctangent of our own, each with a rounding-error analysis; the operating system's are not relied on.
/// With u = 2^−53, every relative error below is of the result at the double x.
/// </summary>
internal static class ElementaryFunctions
{
    /// <summary>Sine and cosine are evaluated up to this size of the argument, 2^20.</summary>
    public const double LargestAngle = 1048576;

    /// <summary>What the reduction by multiples of π/2 may cost in absolute terms, 2^−90 with a wide margin.</summary>
    public const double ReductionError = 8.077935669463161e-28;

    private const double Ln2High = 0.693147180559663;
    private const double Ln2Low = 2.8235290563031577e-13;

    // π/2 in three parts; the first two have 32 bits, so that k times them is exact for |k| < 2^21.
    private const double QuarterHigh = 1.5707963267341256;
    private const double QuarterMiddle = 6.077100506303966e-11;
    private const double QuarterLow = 2.0222662487959506e-21;

    /// <summary>
    /// ln x for finite x &gt; 0, within 5u. With x = m 2^k, √½ ≤ m &lt; √2: m − 1 and k times the high part of ln 2 (41 bits) are exact, ln m is within 3u
    /// (<see cref="Logarithm.Log1p{V}"/>), and for k ≠ 0 the sum is at least ½ ln 2 ≥ |ln m|, so that nothing cancels.
    /// </summary>
    public static double Log(double x)
    {
        int k = Math.ILogB(x);
        double m = Math.ScaleB(x, -k);
        if (m > Math.Sqrt(2))
        {
            m *= 0.5;
            k++;
        }

        double log = Logarithm.Log1p(new Lane(m - 1)).Value;
        return k == 0 ? log : (k * Ln2High) + (log + (k * Ln2Low));
    }

    /// <summary>sin x and cos x for |x| ≤ <see cref="LargestAngle"/>, within 4u and an absolute <see cref="ReductionError"/>.</summary>
    /// <remarks>
    /// x − k·QuarterHigh is exact (both are multiples of 2^−53 and the difference is below 1), the middle part is subtracted with its rounding
    /// error kept, and the low part enters that: the reduced angle r + c is within 2^−94. Taylor polynomials of degree 17 and 18 on |r| ≤ 0.786 leave
    /// 1e−19 relative.
    /// </remarks>
    public static (double Sine, double Cosine) SineCosine(double x)
    {
        double k = Math.Round(x * (2 / Math.PI));
        double near = Math.FusedMultiplyAdd(-k, QuarterHigh, x);
        double step = -k * QuarterMiddle;
        double r = near + step;
        double other = r - near;
        double c = (near - (r - other)) + (step - other);
        c = Math.FusedMultiplyAdd(-k, QuarterLow, c);
        double w = r * r;
        double s = Horner(w, SineTaylor);
        double sine = r + Math.FusedMultiplyAdd(r * w, s, c * (1 - (0.5 * w)));
        double half = 0.5 * w;
        double one = 1 - half;
        double cosine = one + (((1 - one) - half) + Math.FusedMultiplyAdd(w * w, Horner(w, CosineTaylor), -(r * c)));
        return ((long)k & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>
    /// arctan x for finite x, within 8u. |x| &gt; 1 by π/2 − arctan(1/x); then twice y ↦ y/(1 + √(1 + y²)), which halves the angle at 3u, and the Taylor
    /// series for y ≤ 0.1990 to y^31, which leaves 2^−75 relative.
    /// </summary>
    public static double Arctan(double x)
    {
        double a = Math.Abs(x);
        double y = a > 1 ? 1 / a : a;
        y /= 1 + Math.Sqrt(1 + (y * y));
        y /= 1 + Math.Sqrt(1 + (y * y));
        double w = y * y;
        double p = 0;
        for (int n = 31; n >= 3; n -= 2)
        {
            p = Math.FusedMultiplyAdd(p, -w, 1.0 / n);
        }

        double angle = 4 * Math.FusedMultiplyAdd(-y * w, p, y);
        return Math.CopySign(a > 1 ? (Math.PI / 2) - angle : angle, x);
    }

    private static ReadOnlySpan<double> SineTaylor =>
    [
        1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6,
    ];

    private static ReadOnlySpan<double> CosineTaylor =>
    [
        -1.0 / 6402373705728000, 1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24,
    ];

    private static double Horner(double w, ReadOnlySpan<double> coefficients)
    {
        double p = coefficients[0];
        for (int i = 1; i < coefficients.Length; i++)
        {
            p = Math.FusedMultiplyAdd(p, w, coefficients[i]);
        }

        return p;
    }
}
