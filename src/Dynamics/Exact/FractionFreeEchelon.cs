using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// Row echelon form of an integer matrix by fraction-free elimination (Bareiss 1968, "Sylvester's identity and multistep integer-preserving Gaussian
/// elimination"): every entry stays a minor of the matrix, so that numbers grow linearly with the step and each division is exact. O(rank · rows · columns)
/// products.
/// </summary>
internal sealed class FractionFreeEchelon
{
    private readonly BigInteger[][] rows;
    private readonly int columns;

    private FractionFreeEchelon(BigInteger[][] rows, int columns, int[] pivots, int swapSign)
    {
        this.rows = rows;
        this.columns = columns;
        Pivots = pivots;
        SwapSign = swapSign;
    }

    /// <summary>The column of each pivot, increasing.</summary>
    public int[] Pivots { get; }

    /// <summary>The rank of the first columns.</summary>
    public int Rank => Pivots.Length;

    /// <summary>−1 when the elimination swapped rows an odd number of times, else 1.</summary>
    public int SwapSign { get; }

    /// <summary>± the minor of the pivot rows and columns: for a regular square matrix its determinant is <see cref="SwapSign"/> times this. 1 for rank
    /// 0.</summary>
    public BigInteger LastPivot => Rank == 0 ? BigInteger.One : rows[Rank - 1][Pivots[^1]];

    /// <summary>Eliminates; the arrays are used as working memory.</summary>
    /// <param name="rows">Rows of equal length.</param>
    /// <param name="columns">How many of the first columns may hold pivots; the others are right-hand sides.</param>
    public static FractionFreeEchelon Of(BigInteger[][] rows, int columns)
    {
        List<int> pivots = [];
        int swapSign = 1;
        BigInteger previous = BigInteger.One;
        for (int column = 0; column < columns && pivots.Count < rows.Length; column++)
        {
            int step = pivots.Count;
            int pivotRow = Smallest(rows, step, column);
            if (pivotRow < 0)
            {
                continue;
            }

            if (pivotRow != step)
            {
                (rows[step], rows[pivotRow]) = (rows[pivotRow], rows[step]);
                swapSign = -swapSign;
            }

            BigInteger[] top = rows[step];
            BigInteger pivot = top[column];
            for (int i = step + 1; i < rows.Length; i++)
            {
                BigInteger[] row = rows[i];
                BigInteger factor = row[column];
                row[column] = BigInteger.Zero;
                for (int j = column + 1; j < row.Length; j++)
                {
                    BigInteger cross = pivot * row[j];
                    if (!factor.IsZero && !top[j].IsZero)
                    {
                        cross -= factor * top[j];
                    }

                    row[j] = previous.IsOne || cross.IsZero ? cross : cross / previous;
                }
            }

            previous = pivot;
            pivots.Add(column);
        }

        return new FractionFreeEchelon(rows, columns, [.. pivots], swapSign);
    }

    /// <summary>Whether the equations with the given column as right-hand side can be met.</summary>
    /// <param name="column">Index of the column.</param>
    public bool IsConsistent(int column)
    {
        for (int i = Rank; i < rows.Length; i++)
        {
            if (!rows[i][column].IsZero)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Back substitution: the y, zero outside the pivot columns, with A·y = <see cref="LastPivot"/> · (the given column). All whole numbers (Cramer's rule).
    /// </summary>
    /// <param name="column">Index of the column, a right-hand side or one without a pivot.</param>
    public BigInteger[] Solve(int column)
    {
        BigInteger[] y = new BigInteger[columns];
        for (int k = Rank - 1; k >= 0; k--)
        {
            BigInteger[] row = rows[k];
            BigInteger sum = LastPivot * row[column];
            for (int j = k + 1; j < Rank; j++)
            {
                BigInteger entry = row[Pivots[j]];
                if (!entry.IsZero)
                {
                    sum -= entry * y[Pivots[j]];
                }
            }

            y[Pivots[k]] = sum / row[Pivots[k]];
        }

        return y;
    }

    // A short pivot keeps the next step's products short; any non-zero one is right.
    private static int Smallest(BigInteger[][] rows, int from, int column)
    {
        int best = -1;
        long length = long.MaxValue;
        for (int i = from; i < rows.Length; i++)
        {
            if (!rows[i][column].IsZero && rows[i][column].GetBitLength() < length)
            {
                (best, length) = (i, rows[i][column].GetBitLength());
            }
        }

        return best;
    }
}
