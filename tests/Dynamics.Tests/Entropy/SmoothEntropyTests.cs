using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Tests.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

public sealed class SmoothEntropyTests
{
    private readonly EntropyReference reference = new();

    [Fact]
    public void Logistic_maps_agree_with_their_kneading_series()
    {
        foreach ((double r, double below, double above) in reference.Logistic)
        {
            EntropyReference.Encloses(new LogisticMap(r).TopologicalEntropy((0, 1)), below, above, 1e-6);
        }
    }

    [Fact]
    public void Logistic_map_at_4_is_a_full_horseshoe()
    {
        EntropyResult found = new LogisticMap(4).TopologicalEntropy((0, 1));
        EntropyReference.Encloses(found, Math.BitDecrement(Math.Log(2)), Math.BitIncrement(Math.Log(2)), 1e-14);
        Assert.False(found.Escapes);
    }
}
