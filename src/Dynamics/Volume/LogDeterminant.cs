namespace TorchDynInspect.Dynamics.Volume;

/// <summary>ln |det| and the sign of the determinant, by elimination with row pivoting, where the determinant itself might over- or underflow.</summary>
internal static class LogDeterminant
{
    /// <summary>Computes them; the matrix is overwritten.</summary>
    /// <param name="matrix">d × d, row-major.</param>
    /// <param name="d">d.</param>
    /// <returns>−∞ and 0 when a pivot is 0.</returns>
    public static (double Log, int Sign) Of(Span<double> matrix, int d)
    {
        (double sum, int sign) = (0, 1);
        for (int k = 0; k < d; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < d; i++)
            {
                pivot = Math.Abs(matrix[(i * d) + k]) > Math.Abs(matrix[(pivot * d) + k]) ? i : pivot;
            }

            double head = matrix[(pivot * d) + k];
            if (head == 0)
            {
                return (double.NegativeInfinity, 0);
            }

            sum += Math.Log(Math.Abs(head));
            sign *= (head > 0 ? 1 : -1) * (pivot == k ? 1 : -1);
            for (int j = k; j < d; j++)
            {
                (matrix[(k * d) + j], matrix[(pivot * d) + j]) = (matrix[(pivot * d) + j], matrix[(k * d) + j]);
            }

            for (int i = k + 1; i < d; i++)
            {
                double share = matrix[(i * d) + k] / head;
                for (int j = k + 1; j < d; j++)
                {
                    matrix[(i * d) + j] -= share * matrix[(k * d) + j];
                }
            }
        }

        return (sum, sign);
    }
}
