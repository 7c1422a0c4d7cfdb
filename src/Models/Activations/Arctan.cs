using static TorchSharp.torch;

namespace TorchDynInspect.Models.Activations;

/// <summary>x ↦ arctan(x), entry by entry, for a tensor of any shape; torch has the function but no module of it.</summary>
public sealed class Arctan : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the module; it has no parameters.</summary>
    public Arctan()
        : base(nameof(Arctan))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.atan();
    }
}
