namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>
/// Eigenvalues and orthonormal eigenvectors of the symmetric part of a small matrix by Jacobi's cyclic rotations (Golub, Van Loan, Matrix Computations, 8.5), in
/// memory that is reused. O(n³) a sweep, some six to ten sweeps.
/// </summary>
/// <param name="n">Dimension.</param>
internal sealed class SymmetricEigenvectors(int n)
{
    private const int MaxSweeps = 60;
    private readonly double[] s = new double[n * n];

    /// <summary>The eigenvectors, one a column, row-major.</summary>
    public double[] Vectors { get; } = new double[n * n];

    /// <summary>The largest eigenvalue.</summary>
    public double Largest
    {
        get
        {
            double largest = double.NegativeInfinity;
            for (int i = 0; i < n; i++)
            {
                largest = Math.Max(largest, s[(i * n) + i]);
            }

            return largest;
        }
    }

    /// <summary>Decomposes (A + Aᵀ)/2.</summary>
    public void Decompose(ReadOnlySpan<double> matrix)
    {
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                s[(i * n) + j] = (matrix[(i * n) + j] / 2) + (matrix[(j * n) + i] / 2);
                Vectors[(i * n) + j] = i == j ? 1 : 0;
                total = Math.Max(total, Math.Abs(s[(i * n) + j]));
            }
        }

        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            double off = 0;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    off = Math.Max(off, Math.Abs(s[(p * n) + q]));
                }
            }

            if (off <= 1e-17 * total)
            {
                return;
            }

            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Rotate(p, q);
                }
            }
        }
    }

    private void Rotate(int p, int q)
    {
        double apq = s[(p * n) + q];
        if (apq == 0)
        {
            return;
        }

        double theta = (s[(q * n) + q] - s[(p * n) + p]) / (2 * apq);
        double t = double.IsFinite(theta * theta) ? Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(1 + (theta * theta))) : 0.5 / theta;
        double c = 1 / Math.Sqrt(1 + (t * t));
        double sine = t * c;
        for (int k = 0; k < n; k++)
        {
            (double kp, double kq) = (s[(k * n) + p], s[(k * n) + q]);
            (s[(k * n) + p], s[(k * n) + q]) = ((c * kp) - (sine * kq), (sine * kp) + (c * kq));
        }

        for (int k = 0; k < n; k++)
        {
            (double pk, double qk) = (s[(p * n) + k], s[(q * n) + k]);
            (s[(p * n) + k], s[(q * n) + k]) = ((c * pk) - (sine * qk), (sine * pk) + (c * qk));
            (double vp, double vq) = (Vectors[(k * n) + p], Vectors[(k * n) + q]);
            (Vectors[(k * n) + p], Vectors[(k * n) + q]) = ((c * vp) - (sine * vq), (sine * vp) + (c * vq));
        }

        (s[(p * n) + q], s[(q * n) + p]) = (0, 0);
    }
}
