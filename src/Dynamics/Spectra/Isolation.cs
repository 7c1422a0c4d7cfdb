namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>
/// A permutation that moves rows and columns with no off-diagonal entry to the ends, so that their eigenvalues stand on the diagonal exactly:
/// a permuted triangular or nilpotent matrix loses nothing to rounding (Parlett, Reinsch, Numer. Math. 13, 1969).
/// </summary>
internal static class Isolation
{
    /// <summary>Fills <paramref name="order"/> with the permutation. O(n²), and O(n²) more for every isolated eigenvalue.</summary>
    /// <param name="matrix">n × n, row-major.</param>
    /// <param name="order">Receives which original index stands at each place.</param>
    /// <returns>Whether the permutation isolates anything.</returns>
    public static bool Find(ReadOnlySpan<double> matrix, Span<int> order)
    {
        int n = order.Length;
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        if (!matrix.Contains(0.0))
        {
            return false;
        }

        (int top, int bottom) = (0, n);
        bool found = true;
        while (found && bottom - top > 1)
        {
            found = false;
            for (int i = bottom - 1; i >= top && !found; i--)
            {
                if (IsIsolated(matrix, n, order[top..bottom], order[i], n, 1))
                {
                    bottom--;
                    (order[i], order[bottom]) = (order[bottom], order[i]);
                    found = true;
                }
            }

            for (int i = top; i < bottom && !found; i++)
            {
                if (IsIsolated(matrix, n, order[top..bottom], order[i], 1, n))
                {
                    (order[i], order[top]) = (order[top], order[i]);
                    top++;
                    found = true;
                }
            }
        }

        return top > 0 || bottom < n;
    }

    private static bool IsIsolated(ReadOnlySpan<double> matrix, int n, ReadOnlySpan<int> open, int index, int own, int step)
    {
        foreach (int other in open)
        {
            if (other != index && matrix[(index * own) + (other * step)] != 0)
            {
                return false;
            }
        }

        return true;
    }
}
