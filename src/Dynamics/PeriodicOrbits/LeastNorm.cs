namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>
/// Least-squares solutions of least norm by a singular value decomposition, one-sided Jacobi (Hestenes 1958; Demmel, Applied numerical linear algebra, 5.4.3). Near a
/// family of closed orbits the shooting equations are singular; of all Newton steps the shortest is taken. O(n³) a sweep, some ten sweeps.
/// </summary>
internal sealed class LeastNorm
{
    private const int MaxSweeps = 40;
    private readonly int n;
    private readonly double[] u;
    private readonly double[] v;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">n × n finite entries, row-major.</param>
    /// <param name="n">n.</param>
    public LeastNorm(ReadOnlySpan<double> matrix, int n)
    {
        this.n = n;
        (u, v) = (new double[n * n], new double[n * n]);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < n; i++)
            {
                u[(j * n) + i] = matrix[(i * n) + j];
            }

            v[(j * n) + j] = 1;
        }

        for (int sweep = 0; sweep < MaxSweeps && Sweep(); sweep++)
        {
        }

        SingularValues = new double[n];
        for (int j = 0; j < n; j++)
        {
            SingularValues[j] = Math.Sqrt(Dot(u, j, u, j));
        }
    }

    /// <summary>The singular values, in the order of the columns of V, which is no order of size.</summary>
    public double[] SingularValues { get; }

    /// <summary>The largest singular value.</summary>
    public double Largest => SingularValues.Max();

    /// <summary>The right singular vector of singular value <paramref name="j"/>.</summary>
    public ReadOnlySpan<double> RightVector(int j) => v.AsSpan(j * n, n);

    /// <summary>V Σ⁺ Uᵀ r, where singular values up to <paramref name="share"/> of the largest count as 0.</summary>
    public double[] Solve(ReadOnlySpan<double> right, double share)
    {
        double[] x = new double[n];
        double floor = share * Largest;
        for (int j = 0; j < n; j++)
        {
            if (SingularValues[j] <= floor)
            {
                continue;
            }

            double dot = 0;
            for (int i = 0; i < n; i++)
            {
                dot += u[(j * n) + i] * right[i];
            }

            double factor = dot / (SingularValues[j] * SingularValues[j]);
            for (int i = 0; i < n; i++)
            {
                x[i] += factor * v[(j * n) + i];
            }
        }

        return x;
    }

    private bool Sweep()
    {
        bool turned = false;
        for (int p = 0; p < n; p++)
        {
            for (int q = p + 1; q < n; q++)
            {
                (double a, double b, double c) = (Dot(u, p, u, p), Dot(u, q, u, q), Dot(u, p, u, q));
                if (!(Math.Abs(c) > 1e-15 * Math.Sqrt(a * b)))
                {
                    continue;
                }

                turned = true;
                double zeta = (b - a) / (2 * c);
                double t = Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                double cosine = 1 / Math.Sqrt(1 + (t * t));
                Turn(u, p, q, cosine, cosine * t);
                Turn(v, p, q, cosine, cosine * t);
            }
        }

        return turned;
    }

    private void Turn(double[] columns, int p, int q, double c, double s)
    {
        for (int i = 0; i < n; i++)
        {
            (double x, double y) = (columns[(p * n) + i], columns[(q * n) + i]);
            (columns[(p * n) + i], columns[(q * n) + i]) = ((c * x) - (s * y), (s * x) + (c * y));
        }
    }

    private double Dot(double[] x, int p, double[] y, int q)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += x[(p * n) + i] * y[(q * n) + i];
        }

        return sum;
    }
}
