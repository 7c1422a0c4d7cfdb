using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Samples.DepthWidthStudy;

/// <summary>A network that is f^k, the width it needs and the width that its entropy demands.</summary>
/// <param name="Target">f.</param>
/// <param name="Iterate">k.</param>
/// <param name="Layers">l.</param>
/// <param name="Width">m, the units of each hidden layer.</param>
/// <param name="LeastWidth">E2: no network of l layers with fewer units each represents f^k, as m ≥ e^(k h(f)/l) − 1.</param>
/// <param name="Entropy">Enclosure of h(f^k) = k h(f).</param>
internal sealed record Representation(TargetMap Target, int Iterate, int Layers, int Width, int LeastWidth, EntropyResult Entropy)
{
    public static Representation Of(TargetMap target, int k, int layers)
    {
        Network network = target.Representing(k, layers);
        EntropyResult entropy = network.TopologicalEntropy((0, 1));
        int width = network.Widths.Max();

        // From the certified lower bound; the nudge keeps rounding of exp on the safe side of an integer.
        double least = Math.Exp(entropy.Lower / layers) - 1;
        return new Representation(target, k, layers, width, (int)Math.Ceiling(least - 1e-9), entropy);
    }
}
