using static TorchSharp.torch;

namespace TorchDynInspect.Models.Activations;

/// <summary>x ↦ exp(x), entry by entry, for a tensor of any shape; torch has the function but no module of it.</summary>
public sealed class Exp : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the module; it has no parameters.</summary>
    public Exp()
        : base(nameof(Exp))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.exp();
    }
}
