using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests.NeuralOdes;

/// <summary>Fields with known solutions, written as modules.</summary>
internal sealed class FunctionField(Func<Tensor, Tensor> field) : nn.Module<Tensor, Tensor>(nameof(FunctionField))
{
    /// <summary>ẋ = y, ẏ = −x: (cos t, −sin t) from (1, 0).</summary>
    public static FunctionField Oscillator => new(x => stack([x.select(1, 1), -x.select(1, 0)], 1));

    /// <summary>ẋ = −x², from 1: 1/(1 + t).</summary>
    public static FunctionField Hyperbola => new(x => -x.square());

    /// <summary>Van der Pol's equation.</summary>
    public static FunctionField VanDerPol(double mu) => new(x =>
    {
        Tensor a = x.select(1, 0);
        Tensor b = x.select(1, 1);
        return stack([b, ((1 - a.square()) * b * mu) - a], 1);
    });

    public override Tensor forward(Tensor input) => field(input);
}
