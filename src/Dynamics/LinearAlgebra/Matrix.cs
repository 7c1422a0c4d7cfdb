using System.Globalization;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>An immutable dense real matrix in row-major order. A batch of N points of dimension d is an N×d matrix, one point a row.</summary>
public sealed class Matrix : IEquatable<Matrix>
{
    private readonly double[] values;

    /// <summary>Copies <paramref name="rowMajor"/> into a new matrix.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Number of columns, at least 0.</param>
    /// <param name="rowMajor">rows × columns finite entries, row after row.</param>
    /// <exception cref="InvalidInputException">The length is not rows × columns, or an entry is NaN or infinite.</exception>
    public Matrix(int rows, int columns, ReadOnlySpan<double> rowMajor)
        : this(rows, columns, rowMajor.ToArray(), "matrix")
    {
    }

    private Matrix(int rows, int columns, double[] rowMajor, string what)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Preconditions.RequireLength(rowMajor.Length, checked(rows * columns), what);
        Preconditions.RequireFinite(rowMajor, what);
        Rows = rows;
        Columns = columns;
        values = rowMajor;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>All entries, row after row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The entries as memory that asynchronous or parallel code may hold.</summary>
    public ReadOnlyMemory<double> Memory => values;

    /// <summary>The entry in row <paramref name="row"/> and column <paramref name="column"/>.</summary>
    /// <param name="row">Zero-based row.</param>
    /// <param name="column">Zero-based column.</param>
    public double this[int row, int column] => Row(row)[column];

    /// <summary>One row as a span of length <see cref="Columns"/>.</summary>
    /// <param name="row">Zero-based row.</param>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * Columns, Columns);

    /// <summary>Builds a matrix from rows of equal length.</summary>
    /// <param name="rows">The rows; each must have the length of the first.</param>
    /// <exception cref="InvalidInputException">The rows are ragged, or an entry is NaN or infinite.</exception>
    public static Matrix FromRows(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int columns = rows.Count == 0 ? 0 : rows[0].Length;
        double[] all = new double[rows.Count * columns];
        for (int i = 0; i < rows.Count; i++)
        {
            Preconditions.RequireLength(rows[i].Length, columns, $"matrix row {i}");
            rows[i].CopyTo(all.AsSpan(i * columns));
        }

        return new Matrix(rows.Count, columns, all, "matrix");
    }

    /// <summary>Takes over <paramref name="rowMajor"/> without a copy; the caller must not write to it afterwards.</summary>
    internal static Matrix Adopt(int rows, int columns, double[] rowMajor) => new(rows, columns, rowMajor, "matrix");

    /// <summary>The n×n identity.</summary>
    /// <param name="n">Dimension.</param>
    public static Matrix Identity(int n)
    {
        double[] all = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            all[(i * n) + i] = 1;
        }

        return Adopt(n, n, all);
    }

    /// <summary>The rows as arrays, each a copy.</summary>
    public double[][] ToRows() => [.. Enumerable.Range(0, Rows).Select(i => Row(i).ToArray())];

    /// <inheritdoc/>
    public bool Equals(Matrix? other) =>
        other is not null && Rows == other.Rows && Columns == other.Columns && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matrix);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Rows);
        hash.Add(Columns);
        foreach (double value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Matrix {Rows}×{Columns}");
}
