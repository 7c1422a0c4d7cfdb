using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>Eigenvalues and singular values of up to eight matrices of one shape at a time. One engine serves one thread.</summary>
internal sealed unsafe class SpectrumEngine : IDisposable
{
    private const int Eight = LaneMatrix.LaneCount;
    private readonly int rows;
    private readonly int columns;
    private readonly int small;
    private readonly LaneArena arena;
    private readonly LaneMatrix square;
    private readonly LaneMatrix tall;
    private readonly Lanes* first;
    private readonly Lanes* second;
    private readonly Lanes* work;
    private readonly int[] order;
    private readonly int[] exponents = new int[Eight];

    public SpectrumEngine(int rows, int columns)
    {
        (this.rows, this.columns) = (rows, columns);
        int large = Math.Max(rows, columns);
        small = Math.Min(rows, columns);

        // A spare row and column: the last step of a double QR sweep reaches one past the end.
        int stride = LaneMatrix.StrideFor(small + 1);
        int size = checked((large + 1) * stride);
        arena = new LaneArena((long)size + (2 * small) + large + 8);
        Lanes* data = arena.Take(size);
        square = new LaneMatrix(data, rows, columns, stride);
        tall = new LaneMatrix(data, large, small, stride);
        first = arena.Take(small + 1);
        second = arena.Take(small + 1);
        work = arena.Take(large + 1);
        order = new int[rows == columns ? rows : 0];
    }

    public void Dispose() => arena.Dispose();

    /// <summary>Computes the spectra of <paramref name="count"/> ≤ 8 matrices.</summary>
    /// <param name="matrices">count × rows × columns finite entries.</param>
    /// <param name="count">How many.</param>
    /// <param name="eigenvalues">Receives count × n pairs (re, im) in the order of <see cref="Spectrum.Eigenvalues"/>; empty for matrices that are not square.</param>
    /// <param name="singularValues">Receives count × min(rows, columns) in decreasing order.</param>
    /// <returns>A bit for each matrix whose iteration did not converge.</returns>
    public int Run(ReadOnlySpan<double> matrices, int count, Span<double> eigenvalues, Span<double> singularValues)
    {
        int size = rows * columns;
        for (int p = 0; p < Eight; p++)
        {
            exponents[p] = p < count ? Exponent(matrices.Slice(p * size, size)) : 0;
        }

        int failed = 0;
        if (rows == columns)
        {
            LoadSquare(matrices, count);
            LaneHessenberg.Balance(square);
            LaneHessenberg.Reduce(square, work);
            failed = LaneEigenvalues.Compute(square, first, second);
            for (int p = 0; p < count; p++)
            {
                StoreEigenvalues(p, eigenvalues.Slice(p * 2 * rows, 2 * rows));
            }
        }

        LoadTall(matrices, count);
        LaneSingularValues.Bidiagonalise(tall, first, second, work);
        failed |= LaneSingularValues.Iterate(first, second, small);
        for (int p = 0; p < count; p++)
        {
            Span<double> values = singularValues.Slice(p * small, small);
            for (int i = 0; i < small; i++)
            {
                values[i] = -Math.ScaleB(((double*)first)[(i * Eight) + p], exponents[p]);
            }

            values.Sort();
            for (int i = 0; i < small; i++)
            {
                values[i] = -values[i];
            }
        }

        return failed & ((1 << count) - 1);
    }

    /// <summary>The exponent that brings the largest entry to about 1.</summary>
    private static int Exponent(ReadOnlySpan<double> matrix)
    {
        double largest = 0;
        foreach (double x in matrix)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        return largest == 0 ? 0 : Math.ILogB(largest);
    }

    private void LoadSquare(ReadOnlySpan<double> matrices, int count)
    {
        int n = rows;
        new Span<Lanes>(square.Data, (n + 1) * square.Stride).Clear();
        for (int p = 0; p < count; p++)
        {
            ReadOnlySpan<double> matrix = matrices.Slice(p * n * n, n * n);
            Isolation.Find(matrix, order);

            // In two factors, as 2^1074 is no double.
            double half = Math.ScaleB(1, -exponents[p] / 2);
            double rest = Math.ScaleB(1, -exponents[p] - (-exponents[p] / 2));
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    square.At(i, j, p) = matrix[(order[i] * n) + order[j]] * half * rest;
                }
            }
        }
    }

    private void LoadTall(ReadOnlySpan<double> matrices, int count)
    {
        new Span<Lanes>(tall.Data, tall.Rows * tall.Stride).Clear();
        for (int p = 0; p < count; p++)
        {
            ReadOnlySpan<double> matrix = matrices.Slice(p * rows * columns, rows * columns);
            double half = Math.ScaleB(1, -exponents[p] / 2);
            double rest = Math.ScaleB(1, -exponents[p] - (-exponents[p] / 2));
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    double x = matrix[(i * columns) + j] * half * rest;
                    if (rows >= columns)
                    {
                        tall.At(i, j, p) = x;
                    }
                    else
                    {
                        tall.At(j, i, p) = x;
                    }
                }
            }
        }
    }

    private void StoreEigenvalues(int p, Span<double> pairs)
    {
        int n = rows;
        int placed = 0;
        double* re = (double*)first;
        double* im = (double*)second;
        for (int i = 0; i < n; i++)
        {
            double x = Math.ScaleB(re[(i * Eight) + p], exponents[p]);
            double y = Math.ScaleB(im[(i * Eight) + p], exponents[p]);
            int length = y != 0 ? 2 : 1;

            // Insertion by decreasing modulus, then decreasing real part; a pair moves as one.
            int at = placed;
            while (at > 0 && Before(x, y, pairs[2 * (at - 1)], pairs[(2 * at) - 1]))
            {
                at--;
            }

            pairs[(2 * at)..(2 * placed)].CopyTo(pairs[(2 * (at + length))..]);
            (pairs[2 * at], pairs[(2 * at) + 1]) = (x, Math.Abs(y));
            if (length == 2)
            {
                (pairs[(2 * at) + 2], pairs[(2 * at) + 3]) = (x, -Math.Abs(y));
                i++;
            }

            placed += length;
        }
    }

    private static bool Before(double x, double y, double u, double v)
    {
        double own = double.Hypot(x, y);
        double other = double.Hypot(u, v);
        return own > other || (own == other && x > u);
    }
}
