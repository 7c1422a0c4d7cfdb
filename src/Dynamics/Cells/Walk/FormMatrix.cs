namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>A factor of an <see cref="AffineForm"/>: zero (null), the identity, or dense.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Values">Row-major; null for the identity.</param>
internal sealed record FormMatrix(int Rows, int Columns, double[]? Values)
{
    public static FormMatrix Identity(int n) => new(n, n, null);

    /// <summary>W times this.</summary>
    public FormMatrix After(int rows, double[] weight)
    {
        if (Values is not { } values)
        {
            return new FormMatrix(rows, Columns, weight);
        }

        double[] product = new double[rows * Columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < Rows; k++)
            {
                double w = weight[(i * Rows) + k];
                for (int j = 0; j < Columns; j++)
                {
                    product[(i * Columns) + j] += w * values[(k * Columns) + j];
                }
            }
        }

        return new FormMatrix(rows, Columns, product);
    }

    public static FormMatrix? Sum(FormMatrix? a, FormMatrix? b)
    {
        if (a is null || b is null)
        {
            return a ?? b;
        }

        double[] sum = a.Dense();
        double[] other = b.Dense();
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += other[i];
        }

        return new FormMatrix(a.Rows, a.Columns, sum);
    }

    /// <summary>A copy of the entries, row-major.</summary>
    public double[] Dense()
    {
        if (Values is { } values)
        {
            return [.. values];
        }

        double[] identity = new double[Rows * Columns];
        for (int i = 0; i < Rows; i++)
        {
            identity[(i * Columns) + i] = 1;
        }

        return identity;
    }
}
