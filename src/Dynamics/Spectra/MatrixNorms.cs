using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>Norms and discs read directly from the entries of a row-major matrix.</summary>
internal static class MatrixNorms
{
    /// <summary>‖A‖₁, the largest column sum of moduli.</summary>
    public static double One(ReadOnlySpan<double> matrix, int columns)
    {
        double largest = 0;
        for (int j = 0; j < columns; j++)
        {
            double sum = 0;
            for (int at = j; at < matrix.Length; at += columns)
            {
                sum += Math.Abs(matrix[at]);
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }

    /// <summary>‖A‖∞, the largest row sum of moduli.</summary>
    public static double Infinity(ReadOnlySpan<double> matrix, int columns)
    {
        double largest = 0;
        for (int at = 0; at < matrix.Length; at += columns)
        {
            largest = Math.Max(largest, AbsoluteSum(matrix.Slice(at, columns)));
        }

        return largest;
    }

    /// <summary>‖A‖_F, safe against overflow and underflow of the squares.</summary>
    public static double Frobenius(ReadOnlySpan<double> matrix)
    {
        double largest = 0;
        foreach (double x in matrix)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        if (largest == 0)
        {
            return 0;
        }

        double sum = 0;
        foreach (double x in matrix)
        {
            sum += x / largest * (x / largest);
        }

        return largest * Math.Sqrt(sum);
    }

    /// <summary>One disc a row of an n × n matrix.</summary>
    public static ImmutableArray<GershgorinDisc> GershgorinDiscs(ReadOnlySpan<double> matrix, int n)
    {
        ImmutableArray<GershgorinDisc>.Builder discs = ImmutableArray.CreateBuilder<GershgorinDisc>(n);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = matrix.Slice(i * n, n);
            discs.Add(new GershgorinDisc(row[i], AbsoluteSum(row[..i]) + AbsoluteSum(row[(i + 1)..])));
        }

        return discs.MoveToImmutable();
    }

    private static double AbsoluteSum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double x in values)
        {
            sum += Math.Abs(x);
        }

        return sum;
    }
}
