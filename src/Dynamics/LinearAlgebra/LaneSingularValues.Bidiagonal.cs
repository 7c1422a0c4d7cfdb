using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>Reduction to bidiagonal form.</summary>
internal static unsafe partial class LaneSingularValues
{
    /// <summary>
    /// Upper bidiagonal form: d holds the diagonal, e the superdiagonal. Destroys <paramref name="a"/>. Needs rows ≥ columns. Both reflections of a step are one
    /// update A − u yᵀ − x vᵀ, with y = τ_u Aᵀu and x = τ_v (A − u yᵀ) v.
    /// </summary>
    /// <param name="a">The matrices.</param>
    /// <param name="d">Receives n vectors.</param>
    /// <param name="e">Receives n − 1 vectors.</param>
    /// <param name="work">2 (rows + columns) vectors of working memory.</param>
    public static void Bidiagonalise(LaneMatrix a, Lanes* d, Lanes* e, Lanes* work)
    {
        (int m, int n) = (a.Rows, a.Columns);
        Lanes* u = work;
        Lanes* x = u + m;
        Lanes* y = x + m;
        Lanes* v = y + n;
        for (int k = 0; k < n; k++)
        {
            int rows = m - k;
            int columns = n - k - 1;
            for (int i = 0; i < rows; i++)
            {
                u[i] = a[k + i, k];
            }

            Lanes tau = LaneMath.Reflector(u[0], u + 1, rows - 1, out d[k]);
            u[0] = Lanes.One;
            if (columns == 0)
            {
                return;
            }

            new Span<Lanes>(y, columns).Clear();
            LaneReflection.ColumnProducts(a, k, k + 1, u, rows, columns, y);
            Lanes* row = a.Row(k) + k + 1;
            for (int j = 0; j < columns; j++)
            {
                y[j] *= tau;
                v[j] = row[j] - y[j];
            }

            tau = LaneMath.Reflector(v[0], v + 1, columns - 1, out e[k]);
            v[0] = Lanes.One;
            Lanes inner = Lanes.Zero;
            for (int j = 0; j < columns; j++)
            {
                inner = Vector512.FusedMultiplyAdd(y[j], v[j], inner);
            }

            LaneReflection.RowProducts(a, k + 1, k + 1, v, rows - 1, columns, x);
            for (int i = 0; i < rows - 1; i++)
            {
                x[i] = tau * Vector512.FusedMultiplyAdd(-inner, u[i + 1], x[i]);
            }

            LaneReflection.Subtract(a, k + 1, k + 1, u + 1, y, x, v, rows - 1, columns);
        }
    }
}
