using System.Collections.Immutable;
using TorchDynInspect.Models.Activations;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models;

/// <summary>
/// A multilayer perceptron: h ← σ(W h + b) for every hidden layer, then W h + b, and the output activation if there is one. Input (N, inputs), output (N, outputs).
/// The state dictionary has the keys layer0.weight, layer0.bias, layer1.weight, …; a learned activation (prelu) adds activation0.weight, ….
/// </summary>
public sealed class Mlp : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the model and draws its parameters.</summary>
    /// <param name="options">The architecture.</param>
    /// <exception cref="ArgumentException">Fewer than two widths, a width below 1, an unknown activation or initialiser; one line names it.</exception>
    public Mlp(MlpOptions options)
        : this(options, null)
    {
    }

    /// <summary>Creates a model that is a part of another one, whose builder draws the parameters.</summary>
    internal Mlp(MlpOptions options, LayerBuilder? whole)
        : base(nameof(Mlp))
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Widths.IsDefault || options.Widths.Length < 2 || options.Widths.Any(width => width < 1))
        {
            throw new ArgumentException(
                $"widths: are [{(options.Widths.IsDefault ? "" : string.Join(", ", options.Widths))}], expected inputs, hidden widths and outputs, each at least 1",
                nameof(options));
        }

        Options = options;
        var stages = ImmutableArray.CreateBuilder<(string, nn.Module<Tensor, Tensor>)>();
        using (LayerBuilder? own = whole is null ? new LayerBuilder(options) : null)
        {
            LayerBuilder builder = whole ?? own!;
            int last = options.Widths.Length - 2;
            for (int i = 0; i <= last; i++)
            {
                stages.Add(($"layer{i}", builder.Linear(options.Widths[i], options.Widths[i + 1])));
                if ((i < last ? options.Activation : options.OutputActivation) is { } activation)
                {
                    stages.Add(($"activation{i}", ActivationModules.Create(activation, options.Dtype, options.Device)));
                }
            }
        }

        Stages = stages.ToImmutable();
        foreach ((string stageName, nn.Module<Tensor, Tensor> stage) in Stages)
        {
            register_module(stageName, stage);
        }
    }

    /// <summary>The options the model was built with.</summary>
    public MlpOptions Options { get; }

    /// <summary>The sub-modules with their names in the order of the forward pass.</summary>
    public ImmutableArray<(string Name, nn.Module<Tensor, Tensor> Module)> Stages { get; }

    /// <summary>The architecture in the form that <c>tdi --arch</c> reads, e.g. "2-64-64-2:tanh": what a saved state dictionary leaves unsaid.</summary>
    public string Architecture
    {
        get
        {
            string functions = Options.Widths.Length > 2 ? $":{Options.Activation}" : Options.OutputActivation is null ? "" : ":";
            return string.Join('-', Options.Widths) + functions + (Options.OutputActivation is { } output ? $":{output}" : "");
        }
    }

    /// <summary>The linear layers, first applied first.</summary>
    public IEnumerable<Linear> LinearLayers => Stages.Select(stage => stage.Module).OfType<Linear>();

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
}
