using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

/// <summary>Vector fields as networks, some with flows in closed form.</summary>
internal static class SampleFields
{
    /// <summary>ẋ = s·eˣ on the line: e^−φ_t(x) = e^−x − s t. For s = 1 a start x blows up at t = e^−x.</summary>
    public static Network Exponential(double s) => new(1, [new Elementwise(new Exp()), new Affine(new Matrix(1, 1, [s]), [0])]);

    /// <summary>V σ(W x + b) + c with Gaussian numbers; every unit its own function when there are several.</summary>
    public static Network OneHiddenLayer(int d, int hidden, double gain, int seed, params string[] functions)
    {
        Random random = new(seed);
        Activation[] sigma = [.. functions.Select(name => ActivationCatalogue.Create(name))];
        return new(
            d,
            [
                Gaussian(hidden, d, gain / Math.Sqrt(d), random),
                sigma.Length == 1 ? new Elementwise(sigma[0]) : new Elementwise(Enumerable.Range(0, hidden).Select(i => sigma[i % sigma.Length])),
                Gaussian(d, hidden, gain / Math.Sqrt(hidden), random),
            ]);
    }

    /// <summary>The fields, starts and ends of reference/tanh_fields.py.</summary>
    public static IEnumerable<(Network Field, double Time, Matrix Starts, double[][] Ends)> Reference()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Batches", "reference", "tanh-fields.json")));
        foreach (JsonElement one in document.RootElement.EnumerateArray())
        {
            double[][] starts = Rows(one.GetProperty("starts"));
            Affine inner = new(Matrix.FromRows(Rows(one.GetProperty("w1"))), Numbers(one.GetProperty("b1")));
            Affine outer = new(Matrix.FromRows(Rows(one.GetProperty("w2"))), Numbers(one.GetProperty("b2")));
            Network field = new(starts[0].Length, [inner, new Elementwise(new Tanh()), outer]);
            yield return (field, one.GetProperty("time").GetDouble(), Matrix.FromRows(starts), Rows(one.GetProperty("ends")));
        }
    }

    private static Affine Gaussian(int rows, int columns, double scale, Random random)
    {
        double[] weight = new double[rows * columns];
        double[] bias = new double[rows];
        for (int i = 0; i < weight.Length; i++)
        {
            weight[i] = scale * Spectra.MatrixFamilies.Gaussian(random);
        }

        for (int i = 0; i < rows; i++)
        {
            bias[i] = 0.3 * Spectra.MatrixFamilies.Gaussian(random);
        }

        return new Affine(new Matrix(rows, columns, weight), bias);
    }

    private static double[][] Rows(JsonElement element) => [.. element.EnumerateArray().Select(Numbers)];

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(x => x.GetDouble())];
}
