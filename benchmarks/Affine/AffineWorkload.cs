using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Benchmarks.Affine;

/// <summary>A d-h-h-d network with Kaiming-uniform weights and 1024 Gaussian points.</summary>
public sealed record AffineWorkload(Network Network, Matrix Points)
{
    public const int PointCount = 1024;

    public static AffineWorkload Create(int d, int h, string activation)
    {
        Random random = new(1);
        Activation sigma = ActivationCatalogue.Create(activation);
        Network network = new(d, [Layer(h, d), new Elementwise(sigma), Layer(h, h), new Elementwise(sigma), Layer(d, h)]);
        double[] points = [.. Enumerable.Range(0, PointCount * d).Select(_ => 2 * random.NextDouble() - 1)];
        return new AffineWorkload(network, new Matrix(PointCount, d, points));

        Dynamics.Networks.Affine Layer(int rows, int columns)
        {
            double bound = 1 / Math.Sqrt(columns);
            double[] weight = [.. Enumerable.Range(0, rows * columns).Select(_ => bound * Math.Sqrt(3) * (2 * random.NextDouble() - 1))];
            double[] bias = [.. Enumerable.Range(0, rows).Select(_ => bound * (2 * random.NextDouble() - 1))];
            return new Dynamics.Networks.Affine(new Matrix(rows, columns, weight), bias);
        }
    }

    /// <summary>A, b, eigenvalues and singular values at every point.</summary>
    public SpectrumBatch Run(AffineForm form) => Network.AffineMaps(Points, form).Spectra();
}
