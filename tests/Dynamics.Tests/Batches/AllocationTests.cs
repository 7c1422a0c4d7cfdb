using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class AllocationTests
{
    [Theory]
    [InlineData("nested", AffineForm.Tangent)]
    [InlineData("nested", AffineForm.Secant)]
    [InlineData("nested", AffineForm.Unshifted)]
    [InlineData("to a scalar by blocks", AffineForm.Tangent)]
    [InlineData("to a scalar by blocks", AffineForm.Secant)]
    public void A_point_of_a_tile_run_costs_no_allocation(string shape, AffineForm form)
    {
        Network network = SampleNetworks.Create(shape, [ActivationCatalogue.Create("tanh")], 1);
        Assert.Equal(Bytes(100), Bytes(200));

        long Bytes(int tiles)
        {
            using TileEngine engine = new(network, form, true);
            int n = engine.TilePoints;
            Matrix points = SampleNetworks.Points(n, 2, 1);
            (double[] values, double[] linear, double[] offsets) = (new double[n * 2], new double[n * 4], new double[n * 2]);
            engine.Run(points.Values, values, linear, offsets);
            return Allocation.Of(() =>
            {
                for (int t = 0; t < tiles; t++)
                {
                    engine.Run(points.Values, values, linear, offsets);
                }
            });
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 7)]
    public void A_matrix_of_a_spectrum_bundle_costs_no_allocation(int rows, int columns)
    {
        Assert.Equal(Bytes(100), Bytes(200));

        long Bytes(int bundles)
        {
            using SpectrumEngine engine = new(rows, columns);
            Random random = new(1);
            double[] matrices = [.. Enumerable.Range(0, engine.Bundle * rows * columns).Select(_ => random.NextDouble() - 0.5)];
            double[] eigenvalues = new double[rows == columns ? engine.Bundle * 2 * rows : 0];
            double[] singularValues = new double[engine.Bundle * Math.Min(rows, columns)];
            engine.Run(matrices, engine.Bundle, eigenvalues, singularValues);
            return Allocation.Of(() =>
            {
                for (int t = 0; t < bundles; t++)
                {
                    engine.Run(matrices, engine.Bundle, eigenvalues, singularValues);
                }
            });
        }
    }
}
