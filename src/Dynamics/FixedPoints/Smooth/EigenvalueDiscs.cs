using System.Numerics;
using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>
/// Discs that hold the eigenvalues of every matrix M + Δ, |Δ| ≤ a given radius. Approximate eigenvectors V by inverse iteration, a real pair of columns for each
/// complex pair, give V⁻¹(M + Δ)V = D + E with D block diagonal; the rows of |E| are bounded through an approximate inverse U of V and
/// ‖I − U V‖ &lt; 1, and Gershgorin's theorem does the rest: k discs that are apart from the others hold k eigenvalues.
/// </summary>
internal sealed class EigenvalueDiscs
{
    private readonly int n;
    private readonly int stride;
    private readonly int wide;
    private readonly double gamma;
    private readonly double[] scaled;
    private readonly double[] shifted;
    private readonly double[] shiftedPair;
    private readonly double[] start;
    private readonly double[] vectors;
    private readonly double[] inverse;
    private readonly double[] product;
    private readonly double[] sums;
    private readonly double[] rows;
    private readonly double[] defect;
    private readonly Inverse invert;
    private readonly Inverse invertPair;

    public EigenvalueDiscs(int n)
    {
        this.n = n;
        (stride, wide) = (Lanes.Stride(n), Lanes.Stride(2 * n));
        gamma = RoundingBound.Of(n);
        (scaled, shifted, shiftedPair) = (new double[n * stride], new double[n * stride], new double[2 * n * wide]);
        start = new double[wide];
        (vectors, inverse, product) = (new double[n * stride], new double[n * stride], new double[n * stride]);
        (sums, rows, defect) = (new double[stride], new double[stride], new double[stride]);
        (invert, invertPair) = (new Inverse(n), new Inverse(2 * n));
    }

    /// <summary>Finds the radii.</summary>
    /// <param name="matrix">M, n × n, row-major.</param>
    /// <param name="radius">The bounds of |Δ|, n × n, row-major.</param>
    /// <param name="eigenvalues">Approximate eigenvalues of M, a complex one followed by its conjugate.</param>
    /// <param name="discs">Receives a radius for each.</param>
    /// <returns>False when no useful discs are found; the radii are then infinite.</returns>
    public bool Prove(ReadOnlySpan<double> matrix, ReadOnlySpan<double> radius, ReadOnlySpan<Complex> eigenvalues, Span<double> discs)
    {
        discs.Fill(double.PositiveInfinity);
        double largest = 0;
        foreach (double entry in matrix)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        // A power of two near the largest entry: the kernels below want numbers of ordinary size.
        double scale = largest > 1e-250 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                scaled[(i * stride) + j] = matrix[(i * n) + j] / scale;
            }
        }

        if (!Vectors(eigenvalues, scale))
        {
            return false;
        }

        vectors.CopyTo(inverse, 0);
        return invert.Replace(inverse) && Bound(radius, eigenvalues, scale, discs);
    }

    private bool Vectors(ReadOnlySpan<Complex> eigenvalues, double scale)
    {
        for (int k = 0; k < n; k++)
        {
            // Away from the eigenvalue by a little more than its error, differently for each, so that repeated ones find different vectors.
            double nudge = 1e-14 * (k + 2);
            Complex shift = (eigenvalues[k] / scale) + nudge;
            bool pair = shift.Imaginary != 0 && k + 1 < n;
            if (!(pair ? PairOf(shift, k) : RealOf(shift.Real, k)))
            {
                return false;
            }

            k += pair ? 1 : 0;
        }

        return true;
    }

    private bool RealOf(double shift, int k)
    {
        scaled.CopyTo(shifted, 0);
        for (int i = 0; i < n; i++)
        {
            shifted[(i * stride) + i] -= shift;
            start[i] = Start(i, k);
        }

        start.AsSpan(n).Clear();
        if (!invert.Replace(shifted))
        {
            return false;
        }

        Iterate(shifted, stride, n);
        for (int i = 0; i < n; i++)
        {
            vectors[(i * stride) + k] = start[i];
        }

        return true;
    }

    /// <summary>(M − a − i b)(x + i y) = u + i v as a real system of twice the size.</summary>
    private bool PairOf(Complex shift, int k)
    {
        (double a, double b) = (shift.Real, shift.Imaginary);
        Array.Clear(shiftedPair);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double entry = scaled[(i * stride) + j] - (i == j ? a : 0);
                shiftedPair[(i * wide) + j] = entry;
                shiftedPair[((n + i) * wide) + n + j] = entry;
            }

            shiftedPair[(i * wide) + n + i] = b;
            shiftedPair[((n + i) * wide) + i] = -b;
            (start[i], start[n + i]) = (Start(i, k), Start(i, k + n));
        }

        start.AsSpan(2 * n).Clear();
        if (!invertPair.Replace(shiftedPair))
        {
            return false;
        }

        Iterate(shiftedPair, wide, 2 * n);
        for (int i = 0; i < n; i++)
        {
            (vectors[(i * stride) + k], vectors[(i * stride) + k + 1]) = (start[i], start[n + i]);
        }

        return true;
    }

    /// <summary>Two steps of inverse iteration on <see cref="start"/>.</summary>
    private void Iterate(double[] solver, int length, int size)
    {
        Span<double> next = stackalloc double[size];
        for (int step = 0; step < 2; step++)
        {
            double norm = 0;
            for (int i = 0; i < size; i++)
            {
                next[i] = Lanes.Dot(solver, i * length, start, length);
                norm += next[i] * next[i];
            }

            double factor = 1 / Math.Sqrt(norm);
            for (int i = 0; i < size; i++)
            {
                start[i] = next[i] * factor;
            }
        }
    }

    /// <summary>Some fixed numbers of either sign without a pattern.</summary>
    private static double Start(int i, int k)
    {
        double x = ((i + 1) * 0.6180339887498949) + ((k + 1) * 0.7548776662466927) + ((i + 1) * (k + 1) * 0.3247179572447461);
        return 0.25 + x - Math.Floor(x) - (((i ^ k) & 1) == 0 ? 0 : 1.5);
    }

    private bool Bound(ReadOnlySpan<double> radius, ReadOnlySpan<Complex> eigenvalues, double scale, Span<double> discs)
    {
        Lanes.Multiply(scaled, stride, n, n, vectors, stride, product);
        for (int i = 0; i < n; i++)
        {
            sums[i] = Lanes.SumModulus(vectors, i * stride, stride);
        }

        // Row sums of |(M + Δ)V − V D|, the rounding of both products included.
        for (int i = 0; i < n; i++)
        {
            double sum = Residual(i, eigenvalues, scale);
            for (int j = 0; j < n; j++)
            {
                sum += ((radius[(i * n) + j] / scale) + (2 * gamma * Math.Abs(scaled[(i * stride) + j]))) * sums[j];
            }

            rows[i] = sum + RoundingBound.Underflow;
        }

        Lanes.Multiply(inverse, stride, n, n, vectors, stride, product);
        double worst = 0;
        double most = 0;
        for (int i = 0; i < n; i++)
        {
            double off = 2 * gamma * Lanes.DotModulus(inverse, i * stride, sums, stride);
            for (int j = 0; j < n; j++)
            {
                off += Math.Abs(product[(i * stride) + j] - (i == j ? 1 : 0));
            }

            defect[i] = off * (1 + (4 * gamma));
            worst = Math.Max(worst, defect[i]);
            most = Math.Max(most, Lanes.DotModulus(inverse, i * stride, rows, stride));
        }

        if (!(worst < 0.5))
        {
            return false;
        }

        for (int i = 0; i < n; i++)
        {
            // V⁻¹R = U R + (I − U V) V⁻¹R, and the row sums of V⁻¹R are at most those of U R over 1 − ‖I − U V‖.
            double sum = Lanes.DotModulus(inverse, i * stride, rows, stride) + (defect[i] * (most / (1 - worst)));
            sums[i] = sum * (1 + (16 * gamma)) * scale;
        }

        bool real = true;
        for (int i = 0; i < n; i++)
        {
            real &= eigenvalues[i].Imaginary == 0;
        }

        for (int i = 0; i < n; i++)
        {
            // To the eigenbasis of the 2 × 2 blocks: a unitary step, √2 at most for a real row beside pairs, the sum of both rows for a pair.
            bool pair = eigenvalues[i].Imaginary != 0 && i + 1 < n;
            discs[i] = pair ? sums[i] + sums[i + 1] : (real ? 1 : 1.4142135623731) * sums[i];
            if (pair)
            {
                discs[i + 1] = discs[i];
                i++;
            }
        }

        return double.IsFinite(worst + most);
    }

    /// <summary>Σ_j |(M V − V D)_ij|, where columns k, k + 1 of V belong to a ± ib: M x = a x − b y, M y = b x + a y.</summary>
    private double Residual(int i, ReadOnlySpan<Complex> eigenvalues, double scale)
    {
        double sum = 0;
        int at = i * stride;
        for (int k = 0; k < n; k++)
        {
            double x = vectors[at + k];
            (double a, double b) = (eigenvalues[k].Real / scale, eigenvalues[k].Imaginary / scale);
            if (b == 0 || k + 1 == n)
            {
                sum += Math.Abs(product[at + k] - (a * x)) + (4 * RoundingBound.Unit * Math.Abs(a * x)) + (b == 0 ? 0 : Math.Abs(b * x));
                continue;
            }

            double y = vectors[at + k + 1];
            sum += Math.Abs(product[at + k] - ((a * x) - (b * y))) + Math.Abs(product[at + k + 1] - ((b * x) + (a * y)));
            sum += 8 * RoundingBound.Unit * (Math.Abs(a) + Math.Abs(b)) * (Math.Abs(x) + Math.Abs(y));
            k++;
        }

        return sum;
    }
}
