using System.Numerics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using MathNetMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

public class SpectrumTests
{
    [Fact]
    public void The_norms_and_discs_of_a_small_matrix_are_those_computed_by_hand()
    {
        Spectrum spectrum = Spectrum.Of(new Matrix(2, 2, [1, -2, 0, 3]));
        Assert.Equal<Complex>([3, 1], spectrum.Eigenvalues);
        Assert.Equal(5, spectrum.Norm1);
        Assert.Equal(3, spectrum.NormInfinity);
        Assert.Equal(Math.Sqrt(14), spectrum.FrobeniusNorm, 1e-15);
        Assert.Equal<GershgorinDisc>([new(1, 2), new(3, 0)], spectrum.GershgorinDiscs);

        // σ² are the roots of s² − 14 s + 9.
        Assert.Equal(Math.Sqrt(7 + Math.Sqrt(40)), spectrum.Norm2, 1e-15);
        Assert.Equal(Math.Sqrt(7 - Math.Sqrt(40)), spectrum.SingularValues[1], 1e-15);
    }

    [Fact]
    public void A_matrix_that_is_not_square_has_singular_values_only()
    {
        Spectrum spectrum = Spectrum.Of(new Matrix(1, 2, [3, 4]));
        Assert.Empty(spectrum.Eigenvalues);
        Assert.Empty(spectrum.GershgorinDiscs);
        Assert.Null(spectrum.SpectralRadius);
        Assert.Equal<double>([5], spectrum.SingularValues);
        Assert.Equal(7, spectrum.NormInfinity);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    public void An_empty_matrix_has_an_empty_spectrum(int rows, int columns)
    {
        Spectrum spectrum = Spectrum.Of(new Matrix(rows, columns, []));
        Assert.Empty(spectrum.SingularValues);
        Assert.Equal(0, spectrum.Norm2);
        Assert.Equal(0, spectrum.Norm1);
    }

    [Fact]
    public void A_permuted_triangular_matrix_has_its_diagonal_as_eigenvalues_to_the_last_bit()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Matrix a = MatrixFamilies.Create("permuted triangular", 12, seed);
            double[] diagonal = [.. Enumerable.Range(0, 12).Select(i => a[i, i]).OrderByDescending(Math.Abs)];
            Assert.Equal(diagonal, Spectrum.Of(a).Eigenvalues.Select(value => value.Real));
        }
    }

    [Fact]
    public void A_nilpotent_matrix_has_spectral_radius_exactly_zero()
    {
        Assert.Equal(0, Spectrum.Of(MatrixFamilies.Create("nilpotent", 9, 1)).SpectralRadius);
    }

    /// <summary>A smaller value of [[1, g], [0, 1]] is (√(g²+4) − g)/2, in a range where its square would be lost beside g².</summary>
    [Fact]
    public void Two_by_two_eigenvalues_do_not_cancel()
    {
        Spectrum spectrum = Spectrum.Of(new Matrix(2, 2, [1, 1e-8, 1e-8, 1]));
        Assert.Equal(1 + 1e-8, spectrum.Eigenvalues[0].Real, 1e-16);
        Assert.Equal(1 - 1e-8, spectrum.Eigenvalues[1].Real, 1e-16);

        // trace 1e8 + 1e-8, determinant 0.5 up to rounding: the small one is 0.5e-8, to full relative accuracy from the product.
        spectrum = Spectrum.Of(new Matrix(2, 2, [1e8, 0.25, 2, 1e-8]));
        Assert.Equal(0.5e-8, spectrum.Eigenvalues[1].Real, 1e-23);
    }

    [Fact]
    public void Every_cyclic_permutation_converges_to_the_roots_of_unity()
    {
        // Unshifted and even shifted QR leaves these invariant: only exceptional shifts get them moving.
        for (int n = 2; n <= 40; n++)
        {
            Complex[] roots = [.. Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, 2 * Math.PI * k / n))];
            Spectrum spectrum = Spectrum.Of(MatrixFamilies.Create("cyclic permutation", n, 0));
            Assert.True(Matching.Distance(roots, spectrum.Eigenvalues) <= 1e-13 * n);
        }
    }

    [Fact]
    public void A_large_matrix_agrees_with_MathNet()
    {
        const int n = 150;
        Matrix a = MatrixFamilies.Create("gaussian", n, 1);
        MathNetMatrix oracle = MathNetMatrix.Build.DenseOfRowMajor(n, n, a.Values.ToArray());
        Spectrum spectrum = Spectrum.Of(a);
        Assert.True(Matching.Distance([.. oracle.Evd().EigenValues], spectrum.Eigenvalues) <= 1e-11 * spectrum.Norm2);
        double[] singularValues = [.. oracle.Svd(false).S];
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(singularValues[i], spectrum.SingularValues[i], 1e-12 * spectrum.Norm2);
        }
    }

    [Fact]
    public void A_matrix_gives_the_same_bits_alone_and_beside_others()
    {
        foreach (int n in new[] { 1, 2, 5, 9, 33, 60 })
        {
            Matrix[] matrices = [.. Enumerable.Range(0, 75).Select(
                i => MatrixFamilies.Create(MatrixFamilies.Names[i % MatrixFamilies.Names.Length], n, i))];
            SpectrumBatch batch = BatchSpectra.Of(matrices);
            foreach (int i in Enumerable.Range(0, 19).Append(74))
            {
                Spectrum alone = Spectrum.Of(matrices[i]);
                Assert.Equal<Complex>(alone.Eigenvalues, batch[i].Eigenvalues);
                Assert.Equal<double>(alone.SingularValues, batch[i].SingularValues);
            }
        }
    }

    [Fact]
    public void The_batch_reports_radii_and_norms_of_the_maps()
    {
        Matrix points = SampleNetworksPoints(50);
        AffineMapBatch maps = TorchDynInspect.Dynamics.Tests.Batches.SampleNetworks
            .Create("residual", [ActivationCatalogue.Create("tanh")], 1).AffineMaps(points);
        SpectrumBatch spectra = maps.Spectra();
        Assert.Equal(50, spectra.Count);
        for (int i = 0; i < 50; i++)
        {
            Spectrum one = Spectrum.Of(maps[i].A);
            Assert.Equal(one.SpectralRadius, spectra.SpectralRadii.Span[i]);
            Assert.Equal(one.Norm2, spectra.Norms2.Span[i]);
        }
    }

    [Fact]
    public void Matrices_of_different_shapes_are_rejected_by_name()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => BatchSpectra.Of([Matrix.Identity(2), Matrix.Identity(3)]));
        Assert.StartsWith("matrices[1]: is 3×3, expected 2×2", error.Message, StringComparison.Ordinal);
    }

    private static Matrix SampleNetworksPoints(int count) => TorchDynInspect.Dynamics.Tests.Batches.SampleNetworks.Points(count, 2, 3);
}
