using System.Collections.Immutable;
using TorchDynInspect.Models.Activations;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models;

/// <summary>One block of a <see cref="ResidualNetwork"/>: h ↦ h + W₁ σ(W₀ h + b₀) + b₁. Input and output (N, width).</summary>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    internal ResidualBlock(ResidualNetworkOptions options, LayerBuilder builder)
        : base(nameof(ResidualBlock))
    {
        Branch =
        [
            ("layer0", builder.Linear(options.Width, options.Hidden)),
            ("activation0", ActivationModules.Create(options.Activation, options.Dtype, options.Device)),
            ("layer1", builder.Linear(options.Hidden, options.Width)),
        ];
        foreach ((string stageName, nn.Module<Tensor, Tensor> stage) in Branch)
        {
            register_module(stageName, stage);
        }
    }

    /// <summary>The sub-modules of the branch g in h + g(h), in the order of the forward pass.</summary>
    public ImmutableArray<(string Name, nn.Module<Tensor, Tensor> Module)> Branch { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor h = input;
        foreach ((_, nn.Module<Tensor, Tensor> stage) in Branch)
        {
            h = stage.call(h);
        }

        return (input + h).MoveToOuterDisposeScope();
    }
}
