using TorchDynInspect.Dynamics.Dissipativity;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>
/// Logarithmic norms μ(A) = lim (‖I + hA‖ − 1)/h as h ↓ 0 (Dahlquist 1958, Lozinskii 1958). Solutions of ẋ = f(x) that stay where μ(Df) ≤ c part no faster than e^{ct}:
/// ‖x(t) − y(t)‖ ≤ e^{ct} ‖x(0) − y(0)‖ when the segment between them stays there, and approach each other when c &lt; 0.
/// </summary>
public static class LogarithmicNorm
{
    /// <summary>
    /// μ₁ = max_j (a_jj + Σ_{i≠j} |a_ij|), μ_∞ = max_i (a_ii + Σ_{j≠i} |a_ij|), μ₂ = the largest eigenvalue of (A + Aᵀ)/2. O(n²), for the 2-norm O(n³).
    /// </summary>
    /// <param name="matrix">A, n × n, row-major, finite.</param>
    /// <param name="norm">The norm that induces μ.</param>
    /// <exception cref="InvalidInputException">The length is not a square or 0, or an entry is not finite.</exception>
    public static double Of(ReadOnlySpan<double> matrix, VectorNorm norm)
    {
        int n = (int)Math.Round(Math.Sqrt(matrix.Length));
        Preconditions.RequireLength(matrix.Length, n * n, "matrix of a logarithmic norm");
        Preconditions.RequireFinite(matrix, "matrix of a logarithmic norm");
        if (n == 0)
        {
            throw new InvalidInputException("matrix of a logarithmic norm: has no entries, expected at least one");
        }

        if (norm == VectorNorm.Two)
        {
            SymmetricEigenvectors eigen = new(n);
            eigen.Decompose(matrix);
            return eigen.Largest;
        }

        double largest = double.NegativeInfinity;
        for (int i = 0; i < n; i++)
        {
            double sum = matrix[(i * n) + i];
            for (int j = 0; j < n; j++)
            {
                sum += i == j ? 0 : Math.Abs(norm == VectorNorm.One ? matrix[(j * n) + i] : matrix[(i * n) + j]);
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
