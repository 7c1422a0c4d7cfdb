using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>
/// Eigenvalues and singular values of a bundle of matrices of one shape: eight in the lanes of a group, two groups whose iterations are interleaved.
/// One engine serves one thread.
/// </summary>
internal sealed unsafe class SpectrumEngine : IDisposable
{
    private const int Eight = LaneMatrix.LaneCount;

    /// <summary>Above this dimension a bundle is one group, for the memory's sake.</summary>
    private const int LargestInterleaved = 48;

    /// <summary>Above this dimension the Hessenberg matrices of two groups crowd each other out of the first-level cache.</summary>
    private const int LargestInterleavedEigenvalues = 20;

    private readonly int rows;
    private readonly int columns;
    private readonly int small;
    private readonly int large;
    private readonly int stride;
    private readonly LaneArena arena;
    private readonly Lanes* square;
    private readonly Lanes* tall;
    private readonly Lanes* first;
    private readonly Lanes* second;
    private readonly Lanes* work;
    private readonly Lanes* flat;
    private readonly int[] order;
    private readonly int[] exponents;
    private readonly double[] moduli;

    public SpectrumEngine(int rows, int columns)
    {
        (this.rows, this.columns) = (rows, columns);
        large = Math.Max(rows, columns);
        small = Math.Min(rows, columns);
        Groups = large <= LargestInterleaved ? 2 : 1;

        // Spare rows and a column: the last step of a double QR sweep reaches past the end.
        stride = LaneMatrix.StrideFor(small + 1);
        int size = checked((large + 2) * stride);
        bool isSquare = rows == columns;
        arena = new LaneArena(((isSquare ? 2L : 1) * Groups * size) + (2L * Groups * (small + 1)) + (4L * large) + columns);
        tall = arena.Take(Groups * size);
        square = isSquare ? arena.Take(Groups * size) : null;
        first = arena.Take(Groups * (small + 1));
        second = arena.Take(Groups * (small + 1));
        work = arena.Take(4 * large);
        flat = arena.Take(columns);
        order = new int[isSquare ? rows : 0];
        moduli = new double[isSquare ? rows : 0];
        exponents = new int[Groups * Eight];
    }

    /// <summary>Matrices in a bundle.</summary>
    public int Bundle => Groups * Eight;

    private int Groups { get; }

    private int Size => (large + 2) * stride;

    public void Dispose() => arena.Dispose();

    /// <summary>Computes the spectra of up to <see cref="Bundle"/> matrices.</summary>
    /// <param name="matrices">count × rows × columns finite entries.</param>
    /// <param name="count">How many.</param>
    /// <param name="eigenvalues">Receives count × n pairs (re, im) in the order of <see cref="Spectrum.Eigenvalues"/>; empty for matrices that are not square.</param>
    /// <param name="singularValues">Receives count × min(rows, columns) in decreasing order.</param>
    /// <returns>A bit for each matrix whose iteration did not converge.</returns>
    public int Run(ReadOnlySpan<double> matrices, int count, Span<double> eigenvalues, Span<double> singularValues)
    {
        int used = (count + Eight - 1) / Eight;
        fixed (double* entries = matrices)
        {
            for (int g = 0; g < used; g++)
            {
                Load(entries + ((long)g * Eight * rows * columns), g, Math.Min(Eight, count - (g * Eight)));
            }
        }

        int failed = 0;
        if (square != null)
        {
            failed = Eigenvalues(matrices, count, used);
            for (int p = 0; p < count; p++)
            {
                StoreEigenvalues(p, eigenvalues.Slice(p * 2 * rows, 2 * rows));
            }
        }

        failed |= SingularValues(used);
        for (int p = 0; p < count; p++)
        {
            StoreSingularValues(p, singularValues.Slice(p * small, small));
        }

        return failed & (int)((1L << count) - 1);
    }

    private int Eigenvalues(ReadOnlySpan<double> matrices, int count, int used)
    {
        LaneEigenvalues.Group* groups = stackalloc LaneEigenvalues.Group[used];
        for (int g = 0; g < used; g++)
        {
            LaneMatrix h = new(square + (g * Size), rows, rows, stride);
            Buffer.MemoryCopy(tall + (g * Size), h.Data, (long)Size * sizeof(Lanes), (long)Size * sizeof(Lanes));
            for (int p = g * Eight; p < Math.Min(count, (g + 1) * Eight); p++)
            {
                Isolate(matrices.Slice(p * rows * rows, rows * rows), h, p);
            }

            LaneHessenberg.Balance(h);
            LaneHessenberg.Reduce(h, work);
            groups[g].H = h;
            groups[g].Re = first + (g * (small + 1));
            groups[g].Im = second + (g * (small + 1));
        }

        int together = rows <= LargestInterleavedEigenvalues ? used : 1;
        for (int g = 0; g < used; g += together)
        {
            LaneEigenvalues.Compute(groups + g, together);
        }

        int failed = 0;
        for (int g = 0; g < used; g++)
        {
            failed |= groups[g].Failed << (g * Eight);
        }

        return failed;
    }

    private int SingularValues(int used)
    {
        LaneSingularValues.Group* groups = stackalloc LaneSingularValues.Group[used];
        for (int g = 0; g < used; g++)
        {
            groups[g].D = first + (g * (small + 1));
            groups[g].E = second + (g * (small + 1));
            LaneSingularValues.Bidiagonalise(new LaneMatrix(tall + (g * Size), large, small, stride), groups[g].D, groups[g].E, work);
        }

        LaneSingularValues.Iterate(groups, used, small);
        int failed = 0;
        for (int g = 0; g < used; g++)
        {
            failed |= groups[g].Failed << (g * Eight);
        }

        return failed;
    }

    /// <summary>Eight matrices into lanes, each divided by a power of two that brings its largest entry to about 1, the spare rows and column zero.</summary>
    private void Load(double* matrices, int g, int count)
    {
        nint size = (nint)rows * columns;
        Lanes half = Lanes.One;
        Lanes rest = Lanes.One;
        for (int p = 0; p < Eight; p++)
        {
            int exponent = p < count ? Exponent(new ReadOnlySpan<double>(matrices + (p * size), (int)size)) : 0;
            exponents[(g * Eight) + p] = exponent;

            // In two factors, as 2^1074 is no double.
            half = half.WithElement(p, Math.ScaleB(1, -exponent / 2));
            rest = rest.WithElement(p, Math.ScaleB(1, -exponent - (-exponent / 2)));
        }

        LaneMatrix target = new(tall + (g * Size), large, small, stride);
        new Span<Lanes>(target.Data, Size).Clear();
        for (int i = 0; i < rows; i++)
        {
            if (count == Eight)
            {
                LaneTranspose.Gather(matrices + ((nint)i * columns), size, columns, flat);
            }
            else
            {
                GatherSome(matrices + ((nint)i * columns), size, count);
            }

            bool upright = rows >= columns;
            Lanes* to = upright ? target.Row(i) : target.Data + i;
            int step = upright ? 1 : stride;
            for (int j = 0; j < columns; j++)
            {
                to[(nint)j * step] = flat[j] * half * rest;
            }
        }
    }

    private void GatherSome(double* row, nint distance, int count)
    {
        new Span<Lanes>(flat, columns).Clear();
        for (int p = 0; p < count; p++)
        {
            for (int j = 0; j < columns; j++)
            {
                ((double*)flat)[(j * Eight) + p] = row[(p * distance) + j];
            }
        }
    }

    /// <summary>The exponent that brings the largest entry to about 1.</summary>
    private static int Exponent(ReadOnlySpan<double> matrix)
    {
        Lanes largest = Lanes.Zero;
        int i = 0;
        for (; i + Eight <= matrix.Length; i += Eight)
        {
            largest = Vector512.Max(largest, Vector512.Abs(Vector512.Create(matrix.Slice(i, Eight))));
        }

        double all = 0;
        for (int p = 0; p < Eight; p++)
        {
            all = Math.Max(all, largest.GetElement(p));
        }

        for (; i < matrix.Length; i++)
        {
            all = Math.Max(all, Math.Abs(matrix[i]));
        }

        return all == 0 ? 0 : Math.ILogB(all);
    }

    /// <summary>Applies the isolating permutation to one lane, where there is one.</summary>
    private void Isolate(ReadOnlySpan<double> matrix, LaneMatrix h, int p)
    {
        if (!Isolation.Find(matrix, order))
        {
            return;
        }

        int exponent = exponents[p];
        double half = Math.ScaleB(1, -exponent / 2);
        double rest = Math.ScaleB(1, -exponent - (-exponent / 2));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < rows; j++)
            {
                h.At(i, j, p % Eight) = matrix[(order[i] * rows) + order[j]] * half * rest;
            }
        }
    }

    private void StoreSingularValues(int p, Span<double> values)
    {
        double* lanes = (double*)(first + (p / Eight * (small + 1))) + (p % Eight);
        for (int i = 0; i < small; i++)
        {
            // Insertion, largest first: the iteration leaves them nearly in order.
            double value = Unscaled(lanes[i * Eight], exponents[p]);
            int at = i;
            for (; at > 0 && value > values[at - 1]; at--)
            {
                values[at] = values[at - 1];
            }

            values[at] = value;
        }
    }

    /// <summary>Orders one lane's eigenvalues by decreasing modulus, then decreasing real part; a pair moves as one.</summary>
    private void StoreEigenvalues(int p, Span<double> pairs)
    {
        int n = rows;
        double* re = (double*)(first + (p / Eight * (small + 1))) + (p % Eight);
        double* im = (double*)(second + (p / Eight * (small + 1))) + (p % Eight);
        for (int placed = 0; placed < n;)
        {
            double x = Unscaled(re[placed * Eight], exponents[p]);
            double y = Math.Abs(Unscaled(im[placed * Eight], exponents[p]));
            double modulus = y == 0 ? Math.Abs(x) : double.Hypot(x, y);
            int length = im[placed * Eight] != 0 ? 2 : 1;
            int at = placed;
            for (; at > 0 && (modulus > moduli[at - 1] || (modulus == moduli[at - 1] && x > pairs[2 * (at - 1)])); at--)
            {
                moduli[at - 1 + length] = moduli[at - 1];
                pairs[2 * (at - 1 + length)] = pairs[2 * (at - 1)];
                pairs[(2 * (at - 1 + length)) + 1] = pairs[(2 * at) - 1];
            }

            for (int i = at; i < at + length; i++)
            {
                moduli[i] = modulus;
                pairs[2 * i] = x;
                pairs[(2 * i) + 1] = i == at ? y : -y;
            }

            placed += length;
        }
    }

    /// <summary>x · 2^exponent, by the quick way where 2^exponent is a double.</summary>
    private static double Unscaled(double x, int exponent) => exponent is > -1000 and < 1000
        ? x * BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52)
        : Math.ScaleB(x, exponent);
}
