using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>The spectra of N matrices of one shape, in flat arrays.</summary>
public sealed class SpectrumBatch
{
    private readonly ReadOnlyMemory<double> matrices;
    private readonly double[] eigenvalues;
    private readonly double[] singularValues;
    private readonly Lazy<double[]> radii;
    private readonly Lazy<double[]> norms;

    internal SpectrumBatch(int count, int rows, int columns, ReadOnlyMemory<double> matrices, double[] eigenvalues, double[] singularValues)
    {
        (Count, Rows, Columns, this.matrices) = (count, rows, columns, matrices);
        (this.eigenvalues, this.singularValues) = (eigenvalues, singularValues);
        radii = new Lazy<double[]>(() => rows != columns || rows == 0 ? [] : Each(i => Complex.Abs(Eigenvalue(i, 0))));
        norms = new Lazy<double[]>(() => Each(i => EachSingular == 0 ? 0 : this.singularValues[i * EachSingular]));
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>Rows of every matrix.</summary>
    public int Rows { get; }

    /// <summary>Columns of every matrix.</summary>
    public int Columns { get; }

    /// <summary>
    /// N × n × 2 numbers: the real and imaginary parts of every matrix's n eigenvalues, each matrix's in the order of <see cref="Spectrum.Eigenvalues"/>;
    /// empty when the matrices are not square.
    /// </summary>
    public ReadOnlyMemory<double> Eigenvalues => eigenvalues;

    /// <summary>N × min(rows, columns) singular values, decreasing within each matrix.</summary>
    public ReadOnlyMemory<double> SingularValues => singularValues;

    /// <summary>The largest eigenvalue modulus of each matrix; empty when they are not square.</summary>
    public ReadOnlyMemory<double> SpectralRadii => radii.Value;

    /// <summary>The largest singular value of each matrix.</summary>
    public ReadOnlyMemory<double> Norms2 => norms.Value;

    private int EachSingular => Math.Min(Rows, Columns);

    /// <summary>The spectrum of matrix <paramref name="index"/>, as a copy.</summary>
    /// <param name="index">Zero-based matrix.</param>
    public Spectrum this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            ReadOnlySpan<double> matrix = matrices.Span.Slice(index * Rows * Columns, Rows * Columns);
            bool square = Rows == Columns;
            return new Spectrum
            {
                Eigenvalues = square ? [.. Enumerable.Range(0, Rows).Select(i => Eigenvalue(index, i))] : [],
                SingularValues = [.. singularValues.AsSpan(index * EachSingular, EachSingular)],
                GershgorinDiscs = square ? MatrixNorms.GershgorinDiscs(matrix, Rows) : [],
                Norm1 = MatrixNorms.One(matrix, Columns),
                NormInfinity = MatrixNorms.Infinity(matrix, Columns),
                FrobeniusNorm = MatrixNorms.Frobenius(matrix),
            };
        }
    }

    private Complex Eigenvalue(int matrix, int i)
    {
        int at = 2 * ((matrix * Rows) + i);
        return new Complex(eigenvalues[at], eigenvalues[at + 1]);
    }

    private double[] Each(Func<int, double> value)
    {
        double[] all = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            all[i] = value(i);
        }

        return all;
    }
}
