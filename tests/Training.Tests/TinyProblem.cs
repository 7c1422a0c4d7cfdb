using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests;

/// <summary>A small regression problem with a module whose every source of randomness matters: shuffling, dropout,
/// initialisation.</summary>
internal sealed class TinyProblem : IDisposable
{
    public TinyProblem(
        int samples = 50, bool dropout = true, double lr = 0.05, Func<IEnumerable<Parameter>, optim.Optimizer>? optimizer = null)
    {
        manual_seed(123);
        Inputs = randn(samples, 2);
        Targets = sin(Inputs.sum(1, keepdim: true));
        List<nn.Module<Tensor, Tensor>> layers = [nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1)];
        if (dropout)
        {
            layers.Insert(2, nn.Dropout(0.2));
        }

        Module = nn.Sequential(layers);
        Optimizer = optimizer?.Invoke(Module.parameters()) ?? optim.SGD(Module.parameters(), lr, momentum: 0.9);
    }

    public Tensor Inputs { get; }

    public Tensor Targets { get; }

    public Sequential Module { get; }

    public optim.Optimizer Optimizer { get; }

    public static Tensor Loss(Tensor output, Tensor target) => nn.functional.mse_loss(output, target);

    public Trainer Trainer(TrainerOptions options) => new(Module, Optimizer, Loss, options);

    public TrainingResult Fit(TrainerOptions options, CancellationToken cancellation = default) =>
        Trainer(options).Fit(Inputs, Targets, cancellation);

    /// <summary>Every bit of every parameter and buffer.</summary>
    public byte[] Bits()
    {
        using MemoryStream memory = new();
        using BinaryWriter writer = new(memory);
        Module.save(writer);
        writer.Flush();
        return memory.ToArray();
    }

    public static byte[] RandomState()
    {
        using Tensor state = get_rng_state();
        using TensorAccessor<byte> accessor = state.data<byte>();
        return accessor.ToArray();
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Module.Dispose();
        Inputs.Dispose();
        Targets.Dispose();
    }
}
