using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>Upper bounds of a network's Lipschitz constant on the whole space from its layers alone; far from sharp for deep networks.</summary>
internal static class LayerProduct
{
    /// <summary>Π ‖W_l‖ · Π max |σ′|; a residual block has 1 + its branch.</summary>
    /// <param name="network">Affine layers, activations and residual blocks.</param>
    /// <param name="norm">Elementwise maps scale each of the three norms by at most their largest slope.</param>
    public static double Of(Network network, VectorNorm norm) => network.Layers.Aggregate(1.0, (product, layer) => product * layer switch
    {
        Affine affine => norm switch
        {
            VectorNorm.One => MatrixNorms.One(affine.Weight.Values, affine.Weight.Columns),
            VectorNorm.Two => Spectrum.Of(affine.Weight).Norm2,
            _ => MatrixNorms.Infinity(affine.Weight.Values, affine.Weight.Columns),
        },
        Elementwise elementwise => elementwise.Units.Max(unit => unit.LipschitzConstant),
        Residual residual => 1 + Of(residual.Branch, norm),
        _ => double.PositiveInfinity,
    });

    /// <summary>Whether f(t x) = t f(x) for t &gt; 0: no bias, and every activation positively homogeneous.</summary>
    public static bool IsHomogeneous(Network network) => network.Layers.All(layer => layer switch
    {
        Affine affine => !affine.Bias.AsSpan().ContainsAnyExcept(0.0),
        Elementwise elementwise => elementwise.Units.All(unit => unit.IsPositivelyHomogeneous),
        Residual residual => IsHomogeneous(residual.Branch),
        _ => false,
    });

    /// <summary>Whether the secant form A*, b* of theory §1 is the tangent form: every activation positively homogeneous, whatever the biases.</summary>
    public static bool HasTangentSecants(Network network) => network.Layers.All(layer => layer switch
    {
        Affine => true,
        Elementwise elementwise => elementwise.Units.All(unit => unit.IsPositivelyHomogeneous),
        Residual residual => HasTangentSecants(residual.Branch),
        _ => false,
    });
}
