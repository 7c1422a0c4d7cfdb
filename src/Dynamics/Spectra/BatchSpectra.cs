using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>
/// Spectra of many small matrices at once: eight side by side in the lanes of a vector, groups of eight shared over the cores. The result of a matrix
/// does not depend on its neighbours or on the number of cores.
/// </summary>
public static class BatchSpectra
{
    /// <summary>The spectra of the linear parts A_i. O(N n³).</summary>
    /// <param name="maps">N affine maps.</param>
    /// <exception cref="ArithmeticException">The QR iteration of a matrix did not converge; the message names the matrix.</exception>
    public static SpectrumBatch Spectra(this AffineMapBatch maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        return Compute(maps.Linear, maps.Count, maps.Outputs, maps.Inputs);
    }

    /// <summary>The spectra of N matrices of one shape. O(N n³).</summary>
    /// <param name="matrices">N matrices of one shape.</param>
    /// <exception cref="InvalidInputException">The shapes differ.</exception>
    /// <exception cref="ArithmeticException">The QR iteration of a matrix did not converge; the message names the matrix.</exception>
    public static SpectrumBatch Of(IReadOnlyList<Matrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        if (matrices.Count == 0)
        {
            return new SpectrumBatch(0, 0, 0, default, [], []);
        }

        (int rows, int columns) = (matrices[0].Rows, matrices[0].Columns);
        double[] all = new double[checked(matrices.Count * rows * columns)];
        for (int i = 0; i < matrices.Count; i++)
        {
            if (matrices[i].Rows != rows || matrices[i].Columns != columns)
            {
                throw new InvalidInputException(
                    $"matrices[{i}]: is {matrices[i].Rows}×{matrices[i].Columns}, expected {rows}×{columns} like the first");
            }

            matrices[i].Values.CopyTo(all.AsSpan(i * rows * columns));
        }

        return Compute(all, matrices.Count, rows, columns);
    }

    private static SpectrumBatch Compute(ReadOnlyMemory<double> matrices, int count, int rows, int columns)
    {
        int small = Math.Min(rows, columns);
        double[] eigenvalues = GC.AllocateUninitializedArray<double>(rows == columns ? count * rows * 2 : 0);
        double[] singularValues = GC.AllocateUninitializedArray<double>(count * small);
        if (small > 0)
        {
            Fill(matrices, count, rows, columns, eigenvalues, singularValues);
        }

        return new SpectrumBatch(count, rows, columns, matrices, eigenvalues, singularValues);
    }

    private static void Fill(ReadOnlyMemory<double> matrices, int count, int rows, int columns, double[] eigenvalues, double[] singularValues)
    {
        using SpectrumEngine own = new(rows, columns);
        int bundle = own.Bundle;
        int bundles = (count + bundle - 1) / bundle;
        int unfinished = int.MaxValue;
        Lock gate = new();
        if (bundles < 4)
        {
            for (int g = 0; g < bundles; g++)
            {
                Run(own, g);
            }
        }
        else
        {
            Parallel.For(0, bundles, () => new SpectrumEngine(rows, columns), (g, _, engine) => Run(engine, g), engine => engine.Dispose());
        }

        if (unfinished != int.MaxValue)
        {
            throw new ArithmeticException($"spectrum of matrix {unfinished} ({rows}×{columns}): the QR iteration did not converge");
        }

        SpectrumEngine Run(SpectrumEngine engine, int g)
        {
            int start = g * bundle;
            int n = Math.Min(bundle, count - start);
            int small = Math.Min(rows, columns);
            int failed = engine.Run(
                matrices.Span.Slice(start * rows * columns, n * rows * columns),
                n,
                rows == columns ? eigenvalues.AsSpan(start * rows * 2, n * rows * 2) : default,
                singularValues.AsSpan(start * small, n * small));
            if (failed != 0)
            {
                lock (gate)
                {
                    unfinished = Math.Min(unfinished, start + int.TrailingZeroCount(failed));
                }
            }

            return engine;
        }
    }
}
