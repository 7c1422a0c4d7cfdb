using System.Collections.Immutable;
using TorchDynInspect.Models.Activations;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models;

/// <summary>
/// A residual network: h ← lift(x); h ← h + g_k(h) for every block; readout(h). Without lift and readout it is a map of R^width to itself: x ↦ x + g(x), one
/// Euler step of a flow. Input (N, inputs), output (N, outputs). The state dictionary has the keys lift.weight, lift.bias, block0.layer0.weight,
/// block0.layer0.bias, block0.layer1.weight, …, readout.weight, readout.bias; a learned activation (prelu) adds block0.activation0.weight, ….
/// </summary>
public sealed class ResidualNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the model and draws its parameters.</summary>
    /// <param name="options">The architecture.</param>
    /// <exception cref="ArgumentException">A size below 1, an unknown activation or initialiser; one line names it.</exception>
    public ResidualNetwork(ResidualNetworkOptions options)
        : base(nameof(ResidualNetwork))
    {
        ArgumentNullException.ThrowIfNull(options);
        RequirePositive(options.Width, "width");
        RequirePositive(options.Hidden, "hidden");
        RequirePositive(options.Blocks, "blocks");
        RequirePositive(options.Inputs ?? 1, "inputs");
        RequirePositive(options.Outputs ?? 1, "outputs");
        Options = options;

        var stages = ImmutableArray.CreateBuilder<(string, nn.Module<Tensor, Tensor>)>();
        using (var builder = new LayerBuilder(options))
        {
            if (options.Inputs is int inputs)
            {
                stages.Add(("lift", builder.Linear(inputs, options.Width)));
            }

            for (int k = 0; k < options.Blocks; k++)
            {
                stages.Add(($"block{k}", new ResidualBlock(options, builder)));
            }

            if (options.Outputs is int outputs)
            {
                stages.Add(("readout", builder.Linear(options.Width, outputs)));
            }

            if (options.OutputActivation is { } activation)
            {
                stages.Add(("output_activation", ActivationModules.Create(activation, options.Dtype, options.Device)));
            }
        }

        Stages = stages.ToImmutable();
        foreach ((string stageName, nn.Module<Tensor, Tensor> stage) in Stages)
        {
            register_module(stageName, stage);
        }
    }

    /// <summary>The options the model was built with.</summary>
    public ResidualNetworkOptions Options { get; }

    /// <summary>The sub-modules with their names in the order of the forward pass; every block is a <see cref="ResidualBlock"/>.</summary>
    public ImmutableArray<(string Name, nn.Module<Tensor, Tensor> Module)> Stages { get; }

    /// <summary>The architecture in the form that <c>tdi --arch</c> reads, e.g. "3-[8-64-8:relu]x4-1": what a saved state dictionary leaves unsaid.</summary>
    public string Architecture =>
        (Options.Inputs is int inputs ? $"{inputs}-" : "")
        + $"[{Options.Width}-{Options.Hidden}-{Options.Width}:{Options.Activation}]x{Options.Blocks}"
        + (Options.Outputs is int outputs ? $"-{outputs}" : "")
        + (Options.OutputActivation is { } output ? $":{output}" : "");

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor h = input;
        foreach ((_, nn.Module<Tensor, Tensor> stage) in Stages)
        {
            h = stage.call(h);
        }

        return h.MoveToOuterDisposeScope();
    }

    private static void RequirePositive(int value, string what)
    {
        if (value < 1)
        {
            throw new ArgumentException($"{what}: is {value}, expected at least 1");
        }
    }
}
