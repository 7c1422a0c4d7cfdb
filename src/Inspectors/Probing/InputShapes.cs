using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Inspectors.Lowering;
using TorchDynInspect.Models;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Probing;

/// <summary>The input shape that a module's first layers fix.</summary>
internal static class InputShapes
{
    /// <summary>[width] where the first module that fixes a width is a Linear or BatchNorm1d behind pointwise ones; else null.</summary>
    public static ImmutableArray<long>? Infer(nn.Module<Tensor, Tensor> module) => FirstFixed(module, "", out _) is long width and > 0 ? [width] : null;

    /// <summary>Refuses a shape whose width is not the one that the first layer takes.</summary>
    public static void Require(nn.Module<Tensor, Tensor> module, ImmutableArray<long> shape)
    {
        if (FirstFixed(module, "", out string at) is long width and > 0 && shape.Length == 1 && shape[0] != width)
        {
            throw new InvalidInputException($"{at}: takes {width} inputs, the input shape gives {shape[0]}");
        }
    }

    // A width; 0 for a module that passes any width on; null for one that tells nothing.
    private static long? FirstFixed(nn.Module<Tensor, Tensor> module, string path, out string at)
    {
        at = ModuleWalker.Name(path, module.GetType().Name);
        switch (module)
        {
            case Linear linear:
                return linear.named_parameters(false).FirstOrDefault(entry => entry.name == "weight").parameter is { } weight
                    ? weight.shape[1]
                    : throw new InvalidInputException($"{at}: has no weight, as after Dispose; expected a live module");
            case Sequential when module.GetType() == typeof(Sequential):
                return First(module.named_children().Select(child => (child.name, (nn.Module<Tensor, Tensor>)child.module)), path, ref at);
            case Mlp mlp:
                return First(mlp.Stages, path, ref at);
            case ResidualNetwork network:
                return First(network.Stages, path, ref at);
            case ResidualBlock block:
                return First(block.Branch, path, ref at);
            case NeuralOde ode:
                return ode.Options.Inputs ?? ode.Options.Width;
        }

        return module.GetType().Name switch
        {
            "BatchNorm1d" when module.named_buffers(false).FirstOrDefault(entry => entry.name == "running_mean").buffer is { } mean => mean.shape[0],
            "BatchNorm1d" or "PReLU" => null,
            "Identity" or "Dropout" or "Flatten" => 0,
            string name when MeasuredActivation.ByTypeName.Any(entry => entry.Type == name) => 0,
            _ => null,
        };
    }

    private static long? First(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> stages, string path, ref string at)
    {
        foreach ((string name, nn.Module<Tensor, Tensor> stage) in stages)
        {
            long? width = FirstFixed(stage, path.Length == 0 ? name : $"{path}.{name}", out string stageAt);
            if (width != 0)
            {
                at = stageAt;
                return width;
            }
        }

        return 0;
    }
}
