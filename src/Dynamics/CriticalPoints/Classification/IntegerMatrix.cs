using System.Numerics;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// A matrix of doubles times a power of two, so that every entry is an integer: doubles are dyadic rationals. Rank and zeros are those of the matrix.
/// </summary>
internal sealed class IntegerMatrix
{
    private readonly BigInteger[] entries;

    private IntegerMatrix(int rows, int columns, BigInteger[] entries)
    {
        Rows = rows;
        Columns = columns;
        this.entries = entries;
    }

    public int Rows { get; }

    public int Columns { get; }

    public BigInteger this[int row, int column] => entries[(row * Columns) + column];

    /// <summary>One power of two for the whole matrix, so that products of such matrices keep their rank.</summary>
    public static IntegerMatrix Of(Matrix matrix)
    {
        (long Mantissa, int Exponent)[] parts = [.. matrix.Values.ToArray().Select(Decompose)];
        int least = parts.Where(part => part.Mantissa != 0).Select(part => part.Exponent).DefaultIfEmpty(0).Min();
        return new IntegerMatrix(
            matrix.Rows,
            matrix.Columns,
            [.. parts.Select(part => part.Mantissa == 0 ? BigInteger.Zero : new BigInteger(part.Mantissa) << (part.Exponent - least))]);
    }

    /// <summary>This matrix times another, exactly.</summary>
    public IntegerMatrix Times(IntegerMatrix right)
    {
        BigInteger[] product = new BigInteger[Rows * right.Columns];
        for (int i = 0; i < Rows; i++)
        {
            for (int k = 0; k < Columns; k++)
            {
                BigInteger factor = this[i, k];
                if (factor.IsZero)
                {
                    continue;
                }

                for (int j = 0; j < right.Columns; j++)
                {
                    product[(i * right.Columns) + j] += factor * right[k, j];
                }
            }
        }

        return new IntegerMatrix(Rows, right.Columns, product);
    }

    /// <summary>An upper bound of log₂ of any minor of this order (Hadamard): the sum over its largest rows, with ‖row‖ ≤ √columns · largest entry.</summary>
    public double MinorBits(int order)
    {
        IEnumerable<double> rows = Enumerable.Range(0, Rows).Select(i =>
            Enumerable.Range(0, Columns).Max(j => (double)BigInteger.Abs(this[i, j]).GetBitLength()) + (0.5 * Math.Log2(Columns)) + 1e-9);
        return rows.OrderDescending().Take(order).Sum() + 1;
    }

    private static (long Mantissa, int Exponent) Decompose(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0)
        {
            exponent = 1;
        }
        else
        {
            mantissa |= 1L << 52;
        }

        // Trailing zeros are taken out: float32 weights then have entries of 24 bits.
        int zeros = mantissa == 0 ? 0 : BitOperations.TrailingZeroCount(mantissa);
        return ((bits < 0 ? -1 : 1) * (mantissa >> zeros), exponent - 1075 + zeros);
    }
}
