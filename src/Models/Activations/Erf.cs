using static TorchSharp.torch;

namespace TorchDynInspect.Models.Activations;

/// <summary>x ↦ erf(x), entry by entry, for a tensor of any shape; torch has the function but no module of it.</summary>
public sealed class Erf : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the module; it has no parameters.</summary>
    public Erf()
        : base(nameof(Erf))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.erf();
    }
}
