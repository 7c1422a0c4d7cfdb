namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// How far the point where d hyperplanes meet is from an approximation of it, proved. With A the true matrix of the hyperplanes, F the true values at the
/// approximation x̃ and
/// R ≈ A⁻¹ any matrix: ‖I − RA‖∞ ≤ β &lt; 1 proves A regular and ‖x − x̃‖∞ ≤ ‖R F‖∞/(1 − β) (Rump, "Verification methods", Acta Numerica 2010, §10).
/// </summary>
internal sealed class VertexEnclosure(int dimension)
{
    private readonly double[] work = new double[2 * dimension * dimension];

    /// <summary>The entries of A, row-major.</summary>
    public double[] Matrix { get; } = new double[dimension * dimension];

    /// <summary>Bounds of their errors.</summary>
    public double[] MatrixErrors { get; } = new double[dimension * dimension];

    /// <summary>For each hyperplane an upper bound of |F|.</summary>
    public double[] Residual { get; } = new double[dimension];

    /// <summary>The radius, or +∞ when nothing is proved.</summary>
    public double Radius()
    {
        if (!Invert())
        {
            return double.PositiveInfinity;
        }

        double gamma = (dimension + 4) * RowEnclosure.Unit;
        double beta = 0;
        double distance = 0;
        for (int i = 0; i < dimension; i++)
        {
            double sum = 0;
            double moved = 0;
            for (int j = 0; j < dimension; j++)
            {
                double target = i == j ? 1 : 0;
                double entry = -target;
                double size = target;
                double spread = 0;
                for (int k = 0; k < dimension; k++)
                {
                    double r = Inverse(i, k);
                    entry += r * Matrix[(k * dimension) + j];
                    size += Math.Abs(r * Matrix[(k * dimension) + j]);
                    spread += Math.Abs(r) * MatrixErrors[(k * dimension) + j];
                }

                sum += Math.Abs(entry) + (gamma * size) + spread;
                moved += Math.Abs(Inverse(i, j)) * Residual[j];
            }

            beta = Math.Max(beta, (sum * (1 + gamma)) + RowEnclosure.Tiny);
            distance = Math.Max(distance, (moved * (1 + gamma)) + RowEnclosure.Tiny);
        }

        // NaN fails the comparison, too.
        return beta < 0.5 ? distance / (1 - beta) * (1 + gamma) : double.PositiveInfinity;
    }

    private double Inverse(int row, int column) => work[(row * 2 * dimension) + dimension + column];

    // Gauss-Jordan on (A, I). What it gives need not be accurate: only β < 1 counts.
    private bool Invert()
    {
        int width = 2 * dimension;
        work.AsSpan().Clear();
        for (int i = 0; i < dimension; i++)
        {
            Matrix.AsSpan(i * dimension, dimension).CopyTo(work.AsSpan(i * width));
            work[(i * width) + dimension + i] = 1;
        }

        for (int k = 0; k < dimension; k++)
        {
            int pivotRow = k;
            for (int i = k + 1; i < dimension; i++)
            {
                pivotRow = Math.Abs(work[(i * width) + k]) > Math.Abs(work[(pivotRow * width) + k]) ? i : pivotRow;
            }

            double pivot = work[(pivotRow * width) + k];
            if (!(Math.Abs(pivot) > RowEnclosure.Tiny))
            {
                return false;
            }

            for (int j = 0; j < width; j++)
            {
                double entry = work[(pivotRow * width) + j];
                work[(pivotRow * width) + j] = work[(k * width) + j];
                work[(k * width) + j] = entry / pivot;
            }

            for (int i = 0; i < dimension; i++)
            {
                double factor = work[(i * width) + k];
                for (int j = 0; j < width && i != k && factor != 0; j++)
                {
                    work[(i * width) + j] -= factor * work[(k * width) + j];
                }
            }
        }

        return true;
    }
}
