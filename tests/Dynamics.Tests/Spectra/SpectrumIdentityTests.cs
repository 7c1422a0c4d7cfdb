using System.Numerics;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using MathNetMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

/// <summary>Identities that hold for every matrix, over FsCheck's choice of family, dimension and seed.</summary>
public class SpectrumIdentityTests
{
    [Property(MaxTest = 300)]
    public void Trace_determinant_and_Frobenius_norm_follow_from_the_spectrum(byte family, byte size, int seed)
    {
        Matrix a = Create(family, size, seed, out int n);
        Spectrum spectrum = Spectrum.Of(a);
        double norm = spectrum.FrobeniusNorm;
        double trace = Enumerable.Range(0, n).Sum(i => a[i, i] / Scale(norm));
        Complex sum = spectrum.Eigenvalues.Aggregate(Complex.Zero, (total, value) => total + (value / Scale(norm)));
        Assert.Equal(trace, sum.Real, 1e-13 * n);
        Assert.Equal(0, sum.Imaginary, 1e-14);
        Assert.Equal(norm / Scale(norm), Math.Sqrt(spectrum.SingularValues.Sum(s => s / Scale(norm) * (s / Scale(norm)))), 1e-13);

        double determinant = Math.Abs(MathNetMatrix.Build.DenseOfRowMajor(n, n, a.Values.ToArray().Select(x => x / Scale(norm))).Determinant());
        Assert.Equal(determinant, spectrum.SingularValues.Aggregate(1.0, (product, s) => product * (s / Scale(norm))), 1e-12);
        Assert.Equal(determinant, Complex.Abs(spectrum.Eigenvalues.Aggregate(Complex.One, (product, value) => product * (value / Scale(norm)))), 1e-12);
    }

    [Property(MaxTest = 200)]
    public void Transposition_and_permutation_change_nothing_within_conditioning(byte size, int seed)
    {
        // Gaussian matrices only: their eigenvalues are well enough conditioned to be compared one by one.
        int n = 1 + (size % 12);
        Matrix a = MatrixFamilies.Create("gaussian", n, seed);
        int[] order = [.. Enumerable.Range(0, n)];
        new Random(seed).Shuffle(order);
        Matrix transposed = new(n, n, [.. Enumerable.Range(0, n * n).Select(e => a[e % n, e / n])]);
        Matrix permuted = new(n, n, [.. Enumerable.Range(0, n * n).Select(e => a[order[e / n], order[e % n]])]);
        Spectrum spectrum = Spectrum.Of(a);
        foreach (Matrix other in new[] { transposed, permuted })
        {
            Spectrum same = Spectrum.Of(other);
            Assert.True(Matching.Distance(spectrum.Eigenvalues, same.Eigenvalues) <= 1e-11 * spectrum.FrobeniusNorm);
            for (int i = 0; i < n; i++)
            {
                Assert.Equal(spectrum.SingularValues[i], same.SingularValues[i], 1e-13 * spectrum.Norm2);
            }
        }
    }

    [Property(MaxTest = 200)]
    public void Eigenvalues_come_ordered_in_pairs_inside_the_discs_and_below_the_norms(byte family, byte size, int seed)
    {
        Matrix a = Create(family, size, seed, out int n);
        Spectrum spectrum = Spectrum.Of(a);
        double slack = 1e-12 * spectrum.FrobeniusNorm;
        for (int i = 0; i < n; i++)
        {
            Complex value = spectrum.Eigenvalues[i];
            Assert.True(i == 0 || Complex.Abs(spectrum.Eigenvalues[i - 1]) >= Complex.Abs(value) * (1 - 1e-15));
            if (value.Imaginary > 0)
            {
                Assert.Equal(Complex.Conjugate(value), spectrum.Eigenvalues[i + 1]);
            }
            else if (value.Imaginary < 0)
            {
                Assert.Equal(Complex.Conjugate(value), spectrum.Eigenvalues[i - 1]);
            }

            Assert.True(spectrum.SingularValues[i] >= 0 && (i == 0 || spectrum.SingularValues[i] <= spectrum.SingularValues[i - 1]));
        }

        double radius = spectrum.SpectralRadius!.Value;
        Assert.True(radius <= spectrum.Norm2 + (1e-6 * spectrum.FrobeniusNorm));
        Assert.True(spectrum.Norm2 <= spectrum.FrobeniusNorm + slack);
        Assert.True(spectrum.Norm2 <= (Math.Sqrt(spectrum.Norm1) * Math.Sqrt(spectrum.NormInfinity)) + slack);
    }

    private static double Scale(double norm) => norm == 0 ? 1 : norm;

    private static Matrix Create(byte family, byte size, int seed, out int n)
    {
        n = 1 + (size % 10);
        return MatrixFamilies.Create(MatrixFamilies.Names[family % MatrixFamilies.Names.Length], n, seed);
    }
}
