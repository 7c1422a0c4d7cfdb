namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>
/// k orthonormal directions in R^d that tangent maps carry along: after each map they are made orthonormal again, and the lengths that are divided out are the
/// growth factors R_ii (Benettin, Galgani, Giorgilli, Strelcyn, Meccanica 15, 1980).
/// </summary>
internal sealed class TangentFrame
{
    private readonly int d;
    private readonly int k;
    private readonly Random random;

    public TangentFrame(int d, int k, int seed)
    {
        (this.d, this.k) = (d, k);
        Columns = new double[d * k];
        random = new Random(seed);
        Randomise(Columns);
        Orthonormalise(new double[k]);
    }

    /// <summary>k directions of length d, one after the other.</summary>
    public double[] Columns { get; }

    /// <summary>Makes the directions orthonormal again.</summary>
    /// <param name="logs">Receives ln R_ii; −∞ where a direction lies in the span of those before it.</param>
    public void Orthonormalise(Span<double> logs)
    {
        for (int c = 0; c < k; c++)
        {
            Span<double> column = Columns.AsSpan(c * d, d);
            double before = Length(column);
            // Twice is enough (Kahan; Parlett, The symmetric eigenvalue problem, 6.9).
            double length = Clean(column, c) > 0 ? Clean(column, c) : 0;
            if (!(length > 4e-16 * before))
            {
                logs[c] = double.NegativeInfinity;
                do
                {
                    Randomise(column);
                    Clean(column, c);
                    length = Clean(column, c);
                }
                while (!(length > 1e-3));
            }
            else
            {
                logs[c] = Math.Log(length);
            }

            for (int i = 0; i < d; i++)
            {
                column[i] /= length;
            }
        }
    }

    /// <summary>Takes the parts along the columns before out; returns the length of what is left.</summary>
    private double Clean(Span<double> column, int count)
    {
        for (int p = 0; p < count; p++)
        {
            ReadOnlySpan<double> other = Columns.AsSpan(p * d, d);
            double dot = 0;
            for (int i = 0; i < d; i++)
            {
                dot += column[i] * other[i];
            }

            for (int i = 0; i < d; i++)
            {
                column[i] -= dot * other[i];
            }
        }

        return Length(column);
    }

    private static double Length(ReadOnlySpan<double> column)
    {
        double sum = 0;
        foreach (double x in column)
        {
            sum += x * x;
        }

        return Math.Sqrt(sum);
    }

    private void Randomise(Span<double> columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = random.NextDouble() - 0.5;
        }
    }
}
