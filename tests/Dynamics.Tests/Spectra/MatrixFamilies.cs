using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

/// <summary>Matrices that eigenvalue routines are known to fail on, and ordinary ones.</summary>
internal static class MatrixFamilies
{
    public static readonly string[] Names =
    [
        "gaussian", "jordan", "companion", "rotation", "zero", "rank-one", "triangular", "permuted triangular", "graded", "huge", "tiny",
        "nilpotent", "symmetric", "orthogonal", "cyclic permutation", "skew", "hessenberg", "scaled identity", "block diagonal",
    ];

    public static Matrix Create(string family, int n, int seed)
    {
        Random random = new(seed);
        double[,] a = new double[n, n];
        Fill(a, (_, _) => Gaussian(random));
        switch (family)
        {
            case "gaussian":
                break;
            case "jordan":
                Fill(a, (i, j) => i == j ? 0.75 : j == i + 1 ? 1 : 0);
                break;
            case "companion":
                Fill(a, (i, j) => i == 0 ? a[0, j] : i == j + 1 ? 1 : 0);
                break;
            case "rotation":
                Fill(a, (i, j) => i / 2 != j / 2 || (n % 2 == 1 && i == n - 1) ? (i == j ? 1 : 0)
                    : i == j ? Math.Cos(1 + (i / 2)) : Math.Sin(1 + (i / 2)) * (i < j ? -1 : 1));
                break;
            case "zero":
                Fill(a, (_, _) => 0);
                break;
            case "rank-one":
                double[] u = [.. Enumerable.Range(0, n).Select(i => a[i, 0])];
                double[] v = [.. Enumerable.Range(0, n).Select(i => a[0, i] + 0.5)];
                Fill(a, (i, j) => u[i] * v[j]);
                break;
            case "triangular":
                Fill(a, (i, j) => i <= j ? a[i, j] : 0);
                break;
            case "permuted triangular":
                int[] order = [.. Enumerable.Range(0, n)];
                random.Shuffle(order);
                double[,] t = (double[,])a.Clone();
                Fill(a, (i, j) => order[i] <= order[j] ? t[order[i], order[j]] : 0);
                break;
            case "graded":
                Fill(a, (i, j) => a[i, j] * Math.Pow(10, n == 1 ? 0 : -150 + (150.0 * (i + j) / (n - 1))));
                break;
            case "huge":
                Fill(a, (i, j) => a[i, j] * 1e300);
                break;
            case "tiny":
                Fill(a, (i, j) => a[i, j] * 1e-300);
                break;
            case "nilpotent":
                Fill(a, (i, j) => i < j ? a[i, j] : 0);
                break;
            case "symmetric":
                double[,] s = (double[,])a.Clone();
                Fill(a, (i, j) => s[i, j] + s[j, i]);
                break;
            case "orthogonal":
                Orthogonalise(a);
                break;
            case "cyclic permutation":
                Fill(a, (i, j) => (i + 1) % n == j ? 1 : 0);
                break;
            case "skew":
                double[,] k = (double[,])a.Clone();
                Fill(a, (i, j) => k[i, j] - k[j, i]);
                break;
            case "hessenberg":
                Fill(a, (i, j) => i <= j + 1 ? a[i, j] : 0);
                break;
            case "scaled identity":
                Fill(a, (i, j) => i == j ? -3 : 0);
                break;
            case "block diagonal":
                Fill(a, (i, j) => (i < n / 2) == (j < n / 2) ? a[i, j] : 0);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(family));
        }

        return new Matrix(n, n, [.. a.Cast<double>()]);
    }

    public static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Fill(double[,] a, Func<int, int, double> entry)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                a[i, j] = entry(i, j);
            }
        }
    }

    private static void Orthogonalise(double[,] a)
    {
        MathNet.Numerics.LinearAlgebra.Matrix<double> q = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(a).QR().Q;
        Fill(a, (i, j) => q[i, j]);
    }
}
