using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>
/// A list of affine forms (or of numbers, for one column) as whole numbers over one positive denominator. The last column is the constant term.
/// </summary>
/// <param name="Columns">Length of a row.</param>
/// <param name="Values">Row-major.</param>
/// <param name="Denominator">Positive.</param>
internal sealed record ExactRows(int Columns, BigInteger[] Values, BigInteger Denominator)
{
    /// <summary>Number of rows.</summary>
    public int Count => Values.Length / Columns;

    /// <summary>The coordinate functions x₁ … x_d with their constant term 0.</summary>
    public static ExactRows Coordinates(int dimension)
    {
        BigInteger[] values = new BigInteger[dimension * (dimension + 1)];
        for (int i = 0; i < dimension; i++)
        {
            values[(i * (dimension + 1)) + i] = BigInteger.One;
        }

        return new ExactRows(dimension + 1, values, BigInteger.One);
    }

    /// <summary>The coordinates of a point, one column.</summary>
    public static ExactRows Point(ReadOnlySpan<Rational> x)
    {
        (BigInteger[] whole, BigInteger denominator) = CommonDenominator.Clear(x);
        return new ExactRows(1, whole, denominator);
    }

    /// <summary>The coordinates of x + ε·direction, two columns: the coefficient of ε, then x.</summary>
    /// <param name="x">Homogeneous coordinates, the last one positive.</param>
    /// <param name="direction">A vector times any positive number.</param>
    public static ExactRows Point(ReadOnlySpan<BigInteger> x, ReadOnlySpan<BigInteger> direction)
    {
        BigInteger[] values = new BigInteger[2 * (x.Length - 1)];
        for (int i = 0; i < x.Length - 1; i++)
        {
            (values[2 * i], values[(2 * i) + 1]) = (direction[i], x[i]);
        }

        return new ExactRows(2, values, x[^1]);
    }

    /// <summary>One row, to be read over <see cref="Denominator"/>.</summary>
    public ReadOnlySpan<BigInteger> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>One entry.</summary>
    public Rational Entry(int row, int column) => new(Values[(row * Columns) + column], Denominator);

    /// <summary>One column.</summary>
    public Rational[] Column(int column) => [.. Enumerable.Range(0, Count).Select(row => Entry(row, column))];
}
