using System.Numerics;
using System.Text.Json;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using MathNetMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace TorchDynInspect.Dynamics.Tests.Spectra;

/// <summary>Agreement with LAPACK on the matrices of reference/lapack.py.</summary>
public class LapackReferenceTests
{
    private static readonly Item[] Items = Read();

    /// <summary>
    /// Two backward stable routines agree to their backward errors, a small multiple of n ε ‖A‖, times the eigenvalue's condition number 1/|yᴴx|; for a normal
    /// matrix of dimension 32 the bound is 1e−13 ‖A‖.
    /// </summary>
    [Fact]
    public void Eigenvalues_agree_to_their_conditioning()
    {
        foreach (Item item in Items.Where(item => item.Rows == item.Columns))
        {
            Spectrum spectrum = Spectrum.Of(item.Matrix);
            foreach ((Complex ours, int i) in Matching.Pairs(spectrum.Eigenvalues, item.Eigenvalues))
            {
                double bound = 15 * 2.2e-16 * item.Rows * item.Conditions[i];
                double distance = Complex.Abs(ours - item.Eigenvalues[i]) / Math.Max(spectrum.Norm2, double.Epsilon);
                Assert.True(distance <= bound, $"{item.Name}: {ours} against {item.Eigenvalues[i]}, distance {distance}, bound {bound}");
            }
        }
    }

    [Fact]
    public void Well_conditioned_eigenvalues_agree_to_1e_12_of_the_norm()
    {
        int compared = 0;
        foreach (Item item in Items.Where(item => item.Rows == item.Columns))
        {
            Spectrum spectrum = Spectrum.Of(item.Matrix);
            foreach ((Complex ours, int i) in Matching.Pairs(spectrum.Eigenvalues, item.Eigenvalues))
            {
                if (item.Conditions[i] <= 100)
                {
                    compared++;
                    Assert.True(Complex.Abs(ours - item.Eigenvalues[i]) <= 1e-12 * spectrum.Norm2, $"{item.Name}: {ours} against {item.Eigenvalues[i]}");
                }
            }
        }

        Assert.True(compared > 400, $"only {compared} eigenvalues were compared");
    }

    [Fact]
    public void Singular_values_agree_to_rounding_of_the_norm()
    {
        foreach (Item item in Items)
        {
            Spectrum spectrum = Spectrum.Of(item.Matrix);
            Assert.Equal(item.SingularValues.Length, spectrum.SingularValues.Length);
            for (int i = 0; i < item.SingularValues.Length; i++)
            {
                double bound = 4 * 2.2e-16 * Math.Max(item.Rows, item.Columns) * item.SingularValues[0];
                Assert.True(
                    Math.Abs(spectrum.SingularValues[i] - item.SingularValues[i]) <= bound,
                    $"{item.Name}: σ[{i}] = {spectrum.SingularValues[i]} against {item.SingularValues[i]}");
            }
        }
    }

    /// <summary>
    /// Backward stability, which holds for defective matrices too: λ is an exact eigenvalue of a matrix within σ_min(A − λI) of A. The complex matrix is
    /// written as the real [[A − xI, yI], [−yI, A − xI]].
    /// </summary>
    [Fact]
    public void Every_eigenvalue_is_that_of_a_matrix_within_rounding()
    {
        foreach (Item item in Items.Where(item => item.Rows == item.Columns))
        {
            int n = item.Rows;
            double largest = item.Matrix.Values.ToArray().Max(Math.Abs);
            if (largest == 0)
            {
                continue;
            }

            double scale = Math.ScaleB(1, -Math.ILogB(largest) / 2);
            MathNetMatrix a = MathNetMatrix.Build.DenseOfRowMajor(n, n, item.Matrix.Values.ToArray().Select(x => x * scale * scale));
            MathNetMatrix identity = MathNetMatrix.Build.DenseIdentity(n);
            foreach (Complex value in Spectrum.Of(item.Matrix).Eigenvalues.Where(value => value.Imaginary >= 0))
            {
                MathNetMatrix shifted = a - (identity * (value.Real * scale * scale));
                MathNetMatrix turn = identity * (value.Imaginary * scale * scale);
                MathNetMatrix real = MathNetMatrix.Build.DenseOfMatrixArray(new[,] { { shifted, turn }, { -turn, shifted } });
                double distance = real.Svd(false).S.Min();
                Assert.True(distance <= 8 * 2.2e-16 * n * a.FrobeniusNorm(), $"{item.Name}: {value} needs a change of {distance / a.FrobeniusNorm()}");
            }
        }
    }

    private static Item[] Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Spectra", "reference", "lapack.json")));
        return [.. document.RootElement.EnumerateArray().Select(element => new Item(
            element.GetProperty("family").GetString()!,
            new Matrix(element.GetProperty("rows").GetInt32(), element.GetProperty("columns").GetInt32(), Numbers(element.GetProperty("matrix"))),
            [.. element.GetProperty("eigenvalues").EnumerateArray().Select(pair => new Complex(pair[0].GetDouble(), pair[1].GetDouble()))],
            Numbers(element.GetProperty("conditions")),
            Numbers(element.GetProperty("singularValues"))))];
    }

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(x => x.GetDouble())];

    private sealed record Item(string Family, Matrix Matrix, Complex[] Eigenvalues, double[] Conditions, double[] SingularValues)
    {
        public int Rows => Matrix.Rows;

        public int Columns => Matrix.Columns;

        public string Name => $"{Family} {Rows}×{Columns}";
    }
}
