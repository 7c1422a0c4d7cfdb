using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>A dense matrix of rationals. Systems are solved by <see cref="FractionFreeEchelon"/>: exact, whatever the condition.</summary>
internal sealed class RationalMatrix
{
    private readonly Rational[] values;

    /// <summary>Creates a matrix.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="values">rows × columns, row-major; not copied.</param>
    public RationalMatrix(int rows, int columns, Rational[] values)
    {
        Preconditions.RequireLength(values.Length, rows * columns, "rational matrix");
        Rows = rows;
        Columns = columns;
        this.values = values;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>An entry.</summary>
    public Rational this[int row, int column] => values[(row * Columns) + column];

    /// <summary>The doubles themselves, row-major.</summary>
    /// <exception cref="InvalidInputException">One is not finite.</exception>
    public static RationalMatrix Of(int rows, int columns, ReadOnlySpan<double> values) => new(rows, columns, Rational.Of(values));

    /// <summary>The identity of n rows.</summary>
    public static RationalMatrix Identity(int n)
    {
        Rational[] values = new Rational[n * n];
        for (int i = 0; i < n; i++)
        {
            values[(i * n) + i] = Rational.One;
        }

        return new RationalMatrix(n, n, values);
    }

    public static RationalMatrix operator +(RationalMatrix x, RationalMatrix y) =>
        new(x.Rows, x.Columns, [.. x.values.Zip(y.values, (a, b) => a + b)]);

    public static RationalMatrix operator -(RationalMatrix x, RationalMatrix y) =>
        new(x.Rows, x.Columns, [.. x.values.Zip(y.values, (a, b) => a - b)]);

    public static RationalMatrix operator *(RationalMatrix x, RationalMatrix y)
    {
        Preconditions.RequireLength(y.Rows, x.Columns, "rows of the right factor");
        Rational[] product = new Rational[x.Rows * y.Columns];
        for (int i = 0; i < x.Rows; i++)
        {
            for (int k = 0; k < x.Columns; k++)
            {
                for (int j = 0; j < y.Columns && x[i, k].Sign != 0; j++)
                {
                    product[(i * y.Columns) + j] += x[i, k] * y[k, j];
                }
            }
        }

        return new RationalMatrix(x.Rows, y.Columns, product);
    }

    public static Rational[] operator *(RationalMatrix a, Rational[] x)
    {
        Preconditions.RequireLength(x.Length, a.Columns, "vector");
        Rational[] product = new Rational[a.Rows];
        for (int i = 0; i < a.Rows; i++)
        {
            product[i] = Rational.Dot(a.Row(i), x);
        }

        return product;
    }

    /// <summary>One row.</summary>
    public ReadOnlySpan<Rational> Row(int row) => values.AsSpan(row * Columns, Columns);

    /// <summary>Columns become rows.</summary>
    public RationalMatrix Transposed()
    {
        Rational[] transposed = new Rational[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            transposed[((i % Columns) * Rows) + (i / Columns)] = values[i];
        }

        return new RationalMatrix(Columns, Rows, transposed);
    }

    /// <summary>The rank.</summary>
    public int Rank() => Echelon([]).Rank;

    /// <summary>The determinant of a square matrix; its <see cref="Rational.Sign"/> is exact, too.</summary>
    public Rational Determinant()
    {
        Preconditions.RequireLength(Columns, Rows, "columns of a square matrix");
        BigInteger scale = BigInteger.One;
        BigInteger[][] whole = new BigInteger[Rows][];
        for (int i = 0; i < Rows; i++)
        {
            (whole[i], BigInteger factor) = CommonDenominator.Clear(Row(i));
            scale *= factor;
        }

        FractionFreeEchelon echelon = FractionFreeEchelon.Of(whole, Columns);
        return echelon.Rank < Rows ? Rational.Zero : new Rational(echelon.SwapSign * echelon.LastPivot, scale);
    }

    /// <summary>The x with A x = b when there is exactly one, else null.</summary>
    /// <param name="b">One number a row.</param>
    public Rational[]? Solve(ReadOnlySpan<Rational> b) => AllSolutions(b) is { IsUnique: true } solutions ? solutions.Particular : null;

    /// <summary>All x with A x = b; null when there is none.</summary>
    /// <param name="b">One number a row.</param>
    public AffineSolutions? AllSolutions(ReadOnlySpan<Rational> b)
    {
        Preconditions.RequireLength(b.Length, Rows, "right-hand side");
        FractionFreeEchelon echelon = Echelon(b);
        if (!echelon.IsConsistent(Columns))
        {
            return null;
        }

        Rational[] particular = [.. echelon.Solve(Columns).Select(y => new Rational(y, echelon.LastPivot))];
        return new AffineSolutions(particular, NullSpace(echelon));
    }

    /// <summary>A basis of {x : A x = 0}.</summary>
    public Rational[][] NullSpace() => NullSpace(Echelon([]));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join("; ", Enumerable.Range(0, Rows).Select(i => string.Join(", ", Row(i).ToArray())));

    private Rational[][] NullSpace(FractionFreeEchelon echelon)
    {
        List<Rational[]> basis = [];
        foreach (int free in Enumerable.Range(0, Columns).Except(echelon.Pivots))
        {
            Rational[] vector = [.. echelon.Solve(free).Select(y => new Rational(-y, echelon.LastPivot))];
            vector[free] = Rational.One;
            basis.Add(vector);
        }

        return [.. basis];
    }

    private FractionFreeEchelon Echelon(ReadOnlySpan<Rational> b)
    {
        BigInteger[][] whole = new BigInteger[Rows][];
        for (int i = 0; i < Rows; i++)
        {
            Rational[] row = b.IsEmpty ? Row(i).ToArray() : [.. Row(i), b[i]];
            whole[i] = CommonDenominator.Clear(row).Whole;
        }

        return FractionFreeEchelon.Of(whole, Columns);
    }
}
