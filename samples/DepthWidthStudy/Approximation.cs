using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;
using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Samples.DepthWidthStudy;

/// <summary>A ReLU network trained on f^k, and the entropy of what it became.</summary>
/// <param name="Layers">l, the hidden layers.</param>
/// <param name="Width">m, the units in each.</param>
/// <param name="Seed">Seed of its weights.</param>
/// <param name="Loss">Mean squared error on the grid, after training.</param>
/// <param name="Entropy">Enclosure of h of the network, clamped to [0, 1] so that it is a map of the interval; a clamp adds no laps.</param>
internal sealed record Approximation(int Layers, int Width, int Seed, double Loss, EntropyResult Entropy)
{
    private const int Grid = 257;

    public static Approximation Of(TargetMap target, int k, int layers, int width, int seed, int steps)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] x = [.. Enumerable.Range(0, Grid).Select(i => (double)i / (Grid - 1))];
        Tensor inputs = tensor(x, Grid, 1);
        Tensor outputs = tensor(x.Select(t => target.Iterate(t, k)).ToArray(), Grid, 1);
        using Mlp module = new(new MlpOptions([1, .. Enumerable.Repeat(width, layers), 1])
        {
            Activation = "relu",
            Dtype = ScalarType.Float64,
            Seed = seed,
            WeightInitialiser = "kaiming_normal",
        });
        using optim.Optimizer optimizer = optim.Adam(module.parameters(), 0.01);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.mse_loss(module.call(inputs), outputs).backward();
            optimizer.step();
        }

        using (no_grad())
        {
            double loss = nn.functional.mse_loss(module.call(inputs), outputs).item<double>();
            Network trained = module.Inspect().RequireNetwork();
            Network clamped = new(1, [.. trained.Layers, new Elementwise([new Hardtanh(0, 1)])]);
            return new Approximation(layers, width, seed, loss, clamped.TopologicalEntropy((0, 1), new EntropyOptions { Tolerance = 1e-3, Budget = TimeSpan.FromSeconds(5) }));
        }
    }
}
