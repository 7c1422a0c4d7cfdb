using System.Numerics;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>Elementary functions of <see cref="BigFloat"/> by their series, with 420-bit fixed-point sums; right to 280 bits relative to the result.</summary>
internal static class BigFunctions
{
    private const int Fixed = 460;

    public static BigFloat Pi { get; } = 4 * ((4 * ArctanInverse(5)) - ArctanInverse(239));

    public static BigFloat Ln2 { get; } = 2 * ArtanhInverse(3);

    public static BigFloat Exp(BigFloat x)
    {
        if (x.Top > 20)
        {
            throw new ArgumentOutOfRangeException(nameof(x));
        }

        int k = (int)Math.Round(x.ToDouble() / Math.Log(2));
        BigFloat r = BigFloat.Scale(x - (k * Ln2), -12);

        // e^r − 1 in fixed point, then squared twelve times as (1 + p)² − 1.
        BigInteger f = r.ToFixed(Fixed);
        BigInteger term = f;
        BigInteger sum = f;
        for (int n = 2; !term.IsZero && term != -1; n++)
        {
            term = ((term * f) >> Fixed) / n;
            sum += term;
        }

        for (int i = 0; i < 12; i++)
        {
            sum = (sum << 1) + ((sum * sum) >> Fixed);
        }

        return BigFloat.Scale(new BigFloat(sum + (BigInteger.One << Fixed), -Fixed), k) * BigFloat.One;
    }

    /// <summary>eˣ − 1, relative accuracy near 0.</summary>
    public static BigFloat Expm1(BigFloat x)
    {
        if (x.Sign == 0 || x.Top >= -60)
        {
            return Exp(x) - 1;
        }

        BigFloat term = x;
        BigFloat sum = x;
        for (int n = 2; n < 10; n++)
        {
            term = term * x / n;
            sum += term;
        }

        return sum;
    }

    /// <summary>ln(1 + f) for f &gt; −1, relative accuracy near 0.</summary>
    public static BigFloat Log1p(BigFloat f)
    {
        if (f.Sign == 0)
        {
            return f;
        }

        if (f.Top < -60)
        {
            BigFloat s = f / (f + 2);
            BigFloat w = s * s;
            return 2 * s * (1 + (w * ((1 / (BigFloat)3) + (w * ((1 / (BigFloat)5) + (w / 7))))));
        }

        return Log(f + 1);
    }

    /// <summary>ln x by Halley's iteration on exp.</summary>
    public static BigFloat Log(BigFloat x)
    {
        int k = x.Top + 1;
        BigFloat m = BigFloat.Scale(x, -k);
        BigFloat f = m - 1;
        if (k is 0 or 1 && (x - 1).Sign != 0 && (x - 1).Top < -60)
        {
            return Log1p(x - 1);
        }

        if ((x - 1).Sign == 0)
        {
            return BigFloat.Zero;
        }

        BigFloat y = Math.Log(m.ToDouble());
        for (int i = 0; i < 2; i++)
        {
            BigFloat e = Exp(y);
            y += 2 * (m - e) / (m + e);
        }

        return (k * Ln2) + y;
    }

    public static BigFloat Tanh(BigFloat x)
    {
        if (x.Top > 9)
        {
            return x.Sign;
        }

        BigFloat u = Expm1(BigFloat.Scale(x, 1));
        return u / (u + 2);
    }

    public static BigFloat Logistic(BigFloat x) => 1 / (1 + Exp(-x));

    public static BigFloat Arctan(BigFloat x)
    {
        if (BigFloat.Abs(x) > BigFloat.One)
        {
            return BigFloat.Scale(x.Sign * Pi, -1) - Arctan(1 / x);
        }

        if (x.Sign == 0)
        {
            return x;
        }

        int halvings = 0;
        while (x.Top > -20)
        {
            x /= 1 + BigFloat.Sqrt(1 + (x * x));
            halvings++;
        }

        BigFloat w = -(x * x);
        BigFloat sum = BigFloat.Zero;
        for (int n = 17; n >= 1; n -= 2)
        {
            sum = (sum * w) + (1 / (BigFloat)n);
        }

        return BigFloat.Scale(x * sum, halvings);
    }

    public static BigFloat Sin(BigFloat x) => Wave(x, 0);

    public static BigFloat Cos(BigFloat x) => Wave(x, 1);

    /// <summary>erf x by the series e^(−x²)(2/√π) Σ 2ⁿ x^(2n+1)/(2n+1)!!, whose terms are positive.</summary>
    public static BigFloat Erf(BigFloat x)
    {
        if (x.Sign == 0)
        {
            return x;
        }

        BigFloat a = BigFloat.Abs(x);
        if (a > 8)
        {
            return x.Sign * (1 - Erfc(a));
        }

        BigFloat square = 2 * x * x;
        BigFloat term = x;
        BigFloat sum = x;
        for (int n = 3; term.Top > sum.Top - 340; n += 2)
        {
            term = term * square / n;
            sum += term;
        }

        return sum * 2 / BigFloat.Sqrt(Pi) * Exp(-(x * x));
    }

    /// <summary>erfc x, from 8 on by its continued fraction.</summary>
    public static BigFloat Erfc(BigFloat x)
    {
        if (x <= 8)
        {
            return 1 - Erf(x);
        }

        BigFloat tail = x;
        for (int n = 200; n >= 1; n--)
        {
            tail = x + (n / (BigFloat)2 / tail);
        }

        return Exp(-(x * x)) / (BigFloat.Sqrt(Pi) * tail);
    }

    private static BigFloat Wave(BigFloat x, int quarter)
    {
        BigFloat half = BigFloat.Scale(Pi, -1);
        long k = (long)Math.Round((x / half).ToDouble());
        BigFloat r = x - (k * half);
        bool isSine = ((k + quarter) & 1) == 0;
        BigFloat w = -(r * r);
        BigFloat term = isSine ? r : BigFloat.One;
        BigFloat sum = term;
        for (int n = isSine ? 2 : 1; n < 140 && term.Sign != 0; n += 2)
        {
            term = term * w / (n * (n + 1));
            sum += term;
        }

        return ((k + quarter) & 2) == 0 ? sum : -sum;
    }

    private static BigFloat ArctanInverse(int n)
    {
        BigFloat sum = BigFloat.Zero;
        BigFloat power = 1 / (BigFloat)n;
        for (int k = 0; power.Top > -400; k++)
        {
            BigFloat term = power / ((2 * k) + 1);
            sum = (k & 1) == 0 ? sum + term : sum - term;
            power = power / n / n;
        }

        return sum;
    }

    private static BigFloat ArtanhInverse(int n)
    {
        BigFloat sum = BigFloat.Zero;
        BigFloat power = 1 / (BigFloat)n;
        for (int k = 0; power.Top > -400; k++)
        {
            sum += power / ((2 * k) + 1);
            power = power / n / n;
        }

        return sum;
    }
}
