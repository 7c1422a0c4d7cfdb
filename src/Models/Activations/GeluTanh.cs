using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Activations;

/// <summary>
/// The tanh form of GELU, x ↦ ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) (Hendrycks and Gimpel, arXiv 1606.08415), entry by entry.
/// torch's module takes the form as an argument that TorchSharp does not pass on.
/// </summary>
public sealed class GeluTanh : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates the module; it has no parameters.</summary>
    public GeluTanh()
        : base(nameof(GeluTanh))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using DisposeScope scope = NewDisposeScope();
        Tensor inner = Math.Sqrt(2 / Math.PI) * (input + (0.044715 * input * input * input));
        return (0.5 * input * (1 + inner.tanh())).MoveToOuterDisposeScope();
    }
}
