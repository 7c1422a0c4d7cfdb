using System.Numerics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using MathNetMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

public class MathNetOracleTests
{
    /// <summary>MathNet neither scales nor isolates: it fails on these, which the LAPACK references cover.</summary>
    private static readonly string[] BeyondMathNet = ["huge", "tiny", "permuted triangular"];

    public static TheoryData<string> Families => [.. MatrixFamilies.Names.Except(BeyondMathNet)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Eigenvalues_and_singular_values_agree_with_MathNet(string family)
    {
        foreach (int n in new[] { 1, 2, 3, 4, 5, 8, 13, 32 })
        {
            for (int seed = 0; seed < 5; seed++)
            {
                Matrix a = MatrixFamilies.Create(family, n, seed);
                Spectrum spectrum = Spectrum.Of(a);
                MathNetMatrix oracle = MathNetMatrix.Build.DenseOfRowMajor(n, n, a.Values.ToArray());
                Complex[] eigenvalues = [.. oracle.Evd().EigenValues];
                double[] singularValues = [.. oracle.Svd(false).S];
                double scale = spectrum.FrobeniusNorm;
                Assert.True(Matching.Distance(eigenvalues, spectrum.Eigenvalues) <= 1e-12 * scale, $"eigenvalues, n = {n}, seed {seed}");
                for (int i = 0; i < n; i++)
                {
                    Assert.True(Math.Abs(singularValues[i] - spectrum.SingularValues[i]) <= 1e-13 * scale, $"singular value {i}, n = {n}, seed {seed}");
                }
            }
        }
    }
}
