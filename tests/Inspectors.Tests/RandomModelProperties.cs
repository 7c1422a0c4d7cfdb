using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Models;
using TorchDynInspect.Models.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class RandomModelProperties
{
    [Property(MaxTest = 60)]
    public void A_random_model_is_its_affine_map_at_every_point(int seed)
    {
        var random = new Random(seed);
        ScalarType type = random.Next(2) == 0 ? ScalarType.Float32 : ScalarType.Float64;
        using nn.Module<Tensor, Tensor> model = Create(random, type, seed);
        Inspection inspection = model.Inspect();
        Matrix points = Samples.Uniform(8, inspection.Inputs, 2, seed);
        using DisposeScope scope = NewDisposeScope();
        double[] expected = Tensors.Doubles(model.forward(tensor(points.Values.ToArray(), [8, inspection.Inputs], dtype: type)));
        foreach (AffineForm form in new[] { AffineForm.Tangent, AffineForm.Secant })
        {
            AffineMapBatch maps = inspection.AffineMaps(points, form);
            for (int i = 0; i < 8; i++)
            {
                AffineMap map = maps[i];
                for (int j = 0; j < inspection.Outputs; j++)
                {
                    double value = map.B[j];
                    for (int k = 0; k < inspection.Inputs; k++)
                    {
                        value += map.A[j, k] * points[i, k];
                    }

                    double f = expected[(i * inspection.Outputs) + j];
                    double tolerance = type == ScalarType.Float32 ? 1e-4 : 1e-12;
                    Assert.True(Math.Abs(value - f) <= tolerance * (1 + Math.Abs(f)), $"{form}: A x + b = {value:R}, module {f:R}");
                }
            }
        }
    }

    private static nn.Module<Tensor, Tensor> Create(Random random, ScalarType type, int seed)
    {
        // exp grows without bound from layer to layer; everything else may be stacked.
        string[] names = [.. ActivationModules.Names.Where(name => name != "exp")];
        string activation = names[random.Next(names.Length)];
        return random.Next(2) == 0
            ? new Mlp(new MlpOptions([.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 20))]) { Activation = activation, Dtype = type, Seed = seed, Bias = random.Next(2) == 0 })
            : new ResidualNetwork(new ResidualNetworkOptions(random.Next(1, 8), random.Next(1, 20), random.Next(1, 5)) { Activation = activation, Dtype = type, Seed = seed });
    }
}
