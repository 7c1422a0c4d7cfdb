using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>
/// Intervals that hold the suprema: below, the attaining cell in exact rationals (for the spectral radius by traces of powers); above, the largest proved bound of the cells looked
/// at, or the best value itself, below which all the others are proved to stay.
/// </summary>
internal sealed class SupremaProof(PiecewiseLinearProgram program, JacobianRounding rounding)
{
    private readonly ExactProgram exact = ExactProgram.Of(program);

    public Interval NormInfinity(ImmutableArray<byte> pattern, double value, double upper)
    {
        RationalMatrix a = exact.AffineMap(pattern.AsSpan()).A;
        Rational largest = Rational.Zero;
        for (int i = 0; i < a.Rows; i++)
        {
            Rational sum = Rational.Zero;
            foreach (Rational entry in a.Row(i))
            {
                sum += Rational.Abs(entry);
            }

            largest = sum > largest ? sum : largest;
        }

        // Every cell's row sum was computed; none exceeds the largest of them by more than the rounding.
        double slack = rounding.Infinity + (2 * (program.Inputs + 2) * RoundingBound.Unit * value);
        return new Interval(largest.RoundedDown(), Math.Max(Math.BitIncrement(value + slack), upper));
    }

    public Interval Norm2(ImmutableArray<byte> pattern, double value, double upper)
    {
        RationalMatrix a = exact.AffineMap(pattern.AsSpan()).A;
        Rational[] v = Rational.Of(LongestDirection(pattern));
        Rational[] image = a * v;
        Rational length = Rational.Dot(v, v);
        double below = length.Sign == 0 ? 0 : (Rational.Dot(image, image) / length).RoundedDown();
        return new Interval(below == 0 ? 0 : Math.BitDecrement(Math.Sqrt(below)), Math.Max(Math.BitIncrement(value), upper));
    }

    public Interval SpectralRadius(ImmutableArray<byte> pattern, double value, double upper)
    {
        ReadOnlySpan<double> a = new PatternJacobian(program).Of(pattern.AsSpan());
        double lower = PowerBounds.RadiusBelow(a, program.Inputs, rounding.Frobenius);
        return new Interval(Math.Min(lower, value), Math.Max(Math.BitIncrement(value), upper));
    }

    // Power iteration; whatever it ends with gives a lower bound, a good one unless the two largest singular values are close, and then almost as good.
    private double[] LongestDirection(ImmutableArray<byte> pattern)
    {
        ReadOnlySpan<double> a = new PatternJacobian(program).Of(pattern.AsSpan());
        int d = program.Inputs;
        double[] v = [.. Enumerable.Range(0, d).Select(i => 1 + (0.1 * Math.Sin(i + 1)))];
        for (int step = 0; step < 500; step++)
        {
            double[] next = new double[d];
            for (int row = 0; row < program.Outputs; row++)
            {
                double dot = 0;
                for (int k = 0; k < d; k++)
                {
                    dot += a[(row * d) + k] * v[k];
                }

                for (int k = 0; k < d; k++)
                {
                    next[k] += dot * a[(row * d) + k];
                }
            }

            double largest = next.Max(Math.Abs);
            if (largest == 0)
            {
                break;
            }

            v = Array.ConvertAll(next, x => x / largest);
        }

        return v;
    }
}
