using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Tests.LinearAlgebra;

public unsafe class WeightProductTests
{
    /// <summary>Integers, whose sums are exact in any order: the product must be right to the last bit for every remainder of every register block.</summary>
    [Fact]
    public void The_product_is_exact_on_integers_for_every_shape()
    {
        Random random = new(1);
        for (int rows = 1; rows <= 18; rows++)
        {
            for (int columns = 1; columns <= 7; columns++)
            {
                foreach (int inner in new[] { 1, 2, 5, 16 })
                {
                    Check(rows, inner, columns, columns % 2 == 0, random);
                }
            }
        }
    }

    private static void Check(int rows, int inner, int columns, bool biased, Random random)
    {
        using LaneArena arena = new((columns * inner) + (columns * rows));
        Lanes* b = arena.Take(columns * inner);
        Lanes* result = arena.Take(columns * rows);
        double[] weight = [.. Enumerable.Range(0, rows * inner).Select(_ => (double)random.Next(-9, 10))];
        double[] bias = [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(-9, 10))];
        for (int i = 0; i < columns * inner * 8; i++)
        {
            ((double*)b)[i] = random.Next(-9, 10);
        }

        fixed (double* w = weight)
        fixed (double* start = bias)
        {
            WeightProduct.Multiply(w, rows, inner, biased ? start : null, b, result, columns);
        }

        for (int c = 0; c < columns; c++)
        {
            for (int i = 0; i < rows; i++)
            {
                for (int p = 0; p < 8; p++)
                {
                    double expected = biased ? bias[i] : 0;
                    for (int k = 0; k < inner; k++)
                    {
                        expected += weight[(i * inner) + k] * ((double*)b)[(((c * inner) + k) * 8) + p];
                    }

                    Assert.Equal(expected, ((double*)result)[(((c * rows) + i) * 8) + p]);
                }
            }
        }
    }
}
