using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.Contraction;

public class LogarithmicNormTests
{
    [Fact]
    public void Closed_forms_of_a_matrix_of_order_two()
    {
        double[] a = [-3, 1, 2, -4];
        Assert.Equal(-1, LogarithmicNorm.Of(a, VectorNorm.One));
        Assert.Equal(-2, LogarithmicNorm.Of(a, VectorNorm.Infinity));

        // The symmetric part [[−3, 3/2], [3/2, −4]] has the eigenvalues −7/2 ± √(1/4 + 9/4).
        Assert.Equal(-3.5 + Math.Sqrt(2.5), LogarithmicNorm.Of(a, VectorNorm.Two), 1e-14);
    }

    [Theory]
    [InlineData(VectorNorm.One)]
    [InlineData(VectorNorm.Two)]
    [InlineData(VectorNorm.Infinity)]
    public void A_skew_matrix_expands_nothing_in_the_two_norm_and_a_multiple_of_the_identity_is_itself(VectorNorm norm)
    {
        Assert.Equal(norm == VectorNorm.Two ? 0 : 5, LogarithmicNorm.Of([0, -5, 5, 0], norm), 1e-14);
        Assert.Equal(-2.5, LogarithmicNorm.Of([-2.5, 0, 0, 0, -2.5, 0, 0, 0, -2.5], norm));
    }

    [Property(MaxTest = 60)]
    public void It_is_the_slope_of_the_norm_of_I_plus_hA(int seed)
    {
        Random random = new(seed);
        int n = random.Next(1, 6);
        double[] a = [.. Enumerable.Range(0, n * n).Select(_ => (4 * random.NextDouble()) - 2)];
        const double h = 1e-7;
        Matrix<double> step = Matrix<double>.Build.DenseIdentity(n) + (h * Matrix<double>.Build.Dense(n, n, (i, j) => a[(i * n) + j]));
        Assert.Equal((step.L1Norm() - 1) / h, LogarithmicNorm.Of(a, VectorNorm.One), 1e-5);
        Assert.Equal((step.L2Norm() - 1) / h, LogarithmicNorm.Of(a, VectorNorm.Two), 1e-5);
        Assert.Equal((step.InfinityNorm() - 1) / h, LogarithmicNorm.Of(a, VectorNorm.Infinity), 1e-5);
    }

    [Property(MaxTest = 60)]
    public void Its_enclosure_holds_the_values_of_all_matrices_inside_and_is_sharp_for_a_single_one(int seed)
    {
        Random random = new(seed);
        int n = random.Next(1, 6);
        double radius = random.Next(2) == 0 ? 0 : 0.3 * random.NextDouble();
        Interval[] matrix = [.. Enumerable.Range(0, n * n).Select(_ => Interval.Around((4 * random.NextDouble()) - 2, radius))];
        foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
        {
            Interval enclosure = new LogarithmicNormEnclosure(n, norm).Of(matrix);
            for (int k = 0; k < 10; k++)
            {
                double[] inside = [.. matrix.Select(x => Math.Clamp(x.Lower + (random.Next(3) / 2.0 * (x.Upper - x.Lower)), x.Lower, x.Upper))];
                double value = LogarithmicNorm.Of(inside, norm);
                Assert.InRange(value, enclosure.Lower - 1e-13, enclosure.Upper + 1e-13);
            }

            Assert.True(radius > 0 || enclosure.Width < 1e-13, $"{norm}: {enclosure}");
        }
    }
}
