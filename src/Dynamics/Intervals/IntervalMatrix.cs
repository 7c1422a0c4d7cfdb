using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>
/// A dense matrix of intervals as two arrays of bounds, row-major, rows padded to whole vector registers. Mutable working memory; a vector is one row.
/// </summary>
public sealed class IntervalMatrix
{
    /// <summary>A matrix of zeros.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Number of columns, at least 0.</param>
    public IntervalMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rows = rows;
        Columns = columns;
        Stride = MidpointRadius.Stride(columns);
        Lower = new double[rows * Stride];
        Upper = new double[rows * Stride];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>An entry.</summary>
    /// <param name="row">Zero-based row.</param>
    /// <param name="column">Zero-based column.</param>
    public Interval this[int row, int column]
    {
        get => Interval.Trusted(LowerRow(row)[column], UpperRow(row)[column]);
        set => (LowerRow(row)[column], UpperRow(row)[column]) = value;
    }

    /// <summary>Distance between the starts of rows.</summary>
    internal int Stride { get; }

    /// <summary>All lower bounds.</summary>
    internal double[] Lower { get; }

    /// <summary>All upper bounds.</summary>
    internal double[] Upper { get; }

    /// <summary>The matrix whose entries are the points of <paramref name="matrix"/>.</summary>
    /// <param name="matrix">A matrix of numbers.</param>
    public static IntervalMatrix Of(Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        IntervalMatrix result = new(matrix.Rows, matrix.Columns);
        for (int i = 0; i < matrix.Rows; i++)
        {
            matrix.Row(i).CopyTo(result.LowerRow(i));
            matrix.Row(i).CopyTo(result.UpperRow(i));
        }

        return result;
    }

    /// <summary>Encloses {A·X : X in <paramref name="x"/>}; as narrow as the set but for rounding.</summary>
    /// <param name="a">A, m × k.</param>
    /// <param name="x">k × n intervals.</param>
    /// <returns>m × n intervals.</returns>
    /// <exception cref="InvalidInputException">A has not as many columns as X has rows.</exception>
    public static IntervalMatrix Product(Matrix a, IntervalMatrix x)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(x);
        Preconditions.RequireLength(x.Rows, a.Columns, "rows of the interval matrix");
        IntervalMatrix result = new(a.Rows, x.Columns);
        MatrixTimesIntervals product = new(a.Columns, x.Columns);
        product.Load(x);
        for (int i = 0; i < a.Rows; i++)
        {
            product.Row(a.Row(i), result.LowerRow(i), result.UpperRow(i));
        }

        return result;
    }

    /// <summary>Encloses {XY : X in <paramref name="x"/>, Y in <paramref name="y"/>}; at most 1.5 times as wide as the interval product (Rump 1999).</summary>
    /// <param name="x">m × k intervals.</param>
    /// <param name="y">k × n intervals.</param>
    /// <returns>m × n intervals.</returns>
    /// <exception cref="InvalidInputException">X has not as many columns as Y has rows.</exception>
    public static IntervalMatrix Product(IntervalMatrix x, IntervalMatrix y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Preconditions.RequireLength(y.Rows, x.Columns, "rows of the second interval matrix");
        IntervalMatrix result = new(x.Rows, y.Columns);
        MatrixTimesIntervals product = new(x.Columns, y.Columns);
        product.Load(y);
        for (int i = 0; i < x.Rows; i++)
        {
            product.Row(x.LowerRow(i)[..x.Columns], x.UpperRow(i)[..x.Columns], result.LowerRow(i), result.UpperRow(i));
        }

        return result;
    }

    /// <summary>Encloses {X + Y}, entry by entry.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand, of the same size.</param>
    /// <exception cref="InvalidInputException">The sizes differ.</exception>
    public static IntervalMatrix Sum(IntervalMatrix x, IntervalMatrix y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Preconditions.RequireLength(y.Rows, x.Rows, "rows of the second interval matrix");
        Preconditions.RequireLength(y.Columns, x.Columns, "columns of the second interval matrix");
        IntervalMatrix result = new(x.Rows, x.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                result[i, j] = x[i, j] + y[i, j];
            }
        }

        return result;
    }

    /// <summary>The padded row of lower bounds.</summary>
    internal Span<double> LowerRow(int row) => Lower.AsSpan(row * Stride, Stride);

    /// <summary>The padded row of upper bounds.</summary>
    internal Span<double> UpperRow(int row) => Upper.AsSpan(row * Stride, Stride);
}
