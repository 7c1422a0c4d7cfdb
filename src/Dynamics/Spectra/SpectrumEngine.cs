using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>
/// Eigenvalues and singular values of a bundle of matrices of one shape: eight in the lanes of a group, two groups whose iterations are interleaved.
/// One engine serves one thread.
/// </summary>
internal sealed unsafe partial class SpectrumEngine : IDisposable
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
}
