using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

public sealed class IntervalMatrixTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 2)]
    [InlineData(4, 33, 9)]
    [InlineData(2, 100, 17)]
    public void No_exact_product_escapes(int m, int k, int n)
    {
        Random random = new(m + k + n);
        for (int trial = 0; trial < 20; trial++)
        {
            (IntervalMatrix x, double[,] insideX) = Create(random, m, k);
            (IntervalMatrix y, double[,] insideY) = Create(random, k, n);
            Matrix a = new(m, k, [.. insideX.Cast<double>()]);
            IntervalMatrix thin = IntervalMatrix.Product(a, y);
            IntervalMatrix thick = IntervalMatrix.Product(x, y);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    BigFloat exact = BigFloat.Zero;
                    for (int p = 0; p < k; p++)
                    {
                        exact = BigFloat.ExactSum(exact, BigFloat.ExactProduct(insideX[i, p], insideY[p, j]));
                    }

                    Assert.True(IntervalOracle.Holds(thin[i, j], exact));
                    Assert.True(IntervalOracle.Holds(thick[i, j], exact));
                }
            }
        }
    }

    [Fact]
    public void A_product_with_numbers_is_as_narrow_as_single_operations_but_for_rounding()
    {
        Random random = new(4);
        (IntervalMatrix x, double[,] inside) = Create(random, 6, 8);
        Matrix a = new(8, 6, [.. inside.Cast<double>()]);
        IntervalMatrix product = IntervalMatrix.Product(a, x);
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                Interval sum = Interval.Zero;
                double size = 0;
                for (int p = 0; p < 6; p++)
                {
                    sum += a[i, p] * x[p, j];
                    size += Math.Abs(a[i, p]) * x[p, j].Magnitude;
                }

                Assert.InRange(product[i, j].Width, sum.Width * (1 - 1e-14), sum.Width + (100 * 1.2e-16 * size));
            }
        }
    }

    [Fact]
    public void Unbounded_entries_give_unbounded_results_and_no_NaN()
    {
        IntervalMatrix x = new(2, 1) { [0, 0] = Interval.Entire, [1, 0] = new(1, 2) };
        Assert.Equal(Interval.Entire, IntervalMatrix.Product(new Matrix(1, 2, [1, 1]), x)[0, 0]);
        Interval without = IntervalMatrix.Product(new Matrix(1, 2, [0, 1]), x)[0, 0];
        Assert.True(without.Contains(new Interval(1, 2)) && without.Width < 1.1);
        Assert.Equal(Interval.Entire, IntervalMatrix.Sum(x, x)[0, 0]);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.Throws<InvalidInputException>(() => IntervalMatrix.Product(new Matrix(1, 2, [1, 1]), new IntervalMatrix(3, 1)));
        Assert.Throws<InvalidInputException>(() => IntervalMatrix.Sum(new IntervalMatrix(3, 1), new IntervalMatrix(3, 2)));
    }

    private static (IntervalMatrix Intervals, double[,] Inside) Create(Random random, int rows, int columns)
    {
        IntervalMatrix intervals = new(rows, columns);
        double[,] inside = new double[rows, columns];
        int scale = random.Next(3) == 0 ? -random.Next(530) : 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double centre = Math.ScaleB(random.NextDouble() - 0.5, scale);
                double radius = random.Next(3) == 0 ? 0 : Math.ScaleB(random.NextDouble(), scale - random.Next(60));
                Interval entry = new(centre - radius, centre + radius);
                intervals[i, j] = entry;
                inside[i, j] = random.Next(3) switch { 0 => entry.Lower, 1 => entry.Upper, _ => centre };
            }
        }

        return (intervals, inside);
    }
}
