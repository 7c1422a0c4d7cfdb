using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>The field of a <see cref="NeuralOde"/>. With time input the time is the last state coordinate, and its derivative is 1.</summary>
internal sealed class FieldSystem(nn.Module<Tensor, Tensor> field, bool hasTime) : OdeSystem
{
    public override Tensor Slope(Tensor state, double[]? time)
    {
        Calls++;
        Tensor slope = field.call(state);
        long width = state.shape[1] - (hasTime ? 1 : 0);
        long[] shape = slope.shape;
        if (shape.Length != 2 || shape[0] != state.shape[0] || shape[1] != width)
        {
            throw new ArgumentException($"field: maps [{string.Join(", ", state.shape)}] to [{string.Join(", ", shape)}], expected [{state.shape[0]}, {width}]");
        }

        return hasTime ? cat([slope, ones_like(slope.narrow(1, 0, 1))], 1) : slope;
    }
}
