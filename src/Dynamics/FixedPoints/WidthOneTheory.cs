using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>The bound of Cook, Hammerlindl and Tucker on the fixed points of chains of width 1 (theory §0).</summary>
internal static class WidthOneTheory
{
    private const string Theorem = "nowhere coexpanding chains";
    private const string Source = "Cook, Hammerlindl, Tucker, arXiv 2303.12814; Chaos 33, 123105";

    /// <summary>The entry for this network beside what the search found; none unless the network is one-dimensional.</summary>
    public static IEnumerable<TheoryEntry> Entries(Network network, ImmutableArray<FixedPoint> points, bool continuum)
    {
        if (network.Inputs != 1 || network.Outputs != 1)
        {
            yield break;
        }

        if (Obstacle(network) is string obstacle)
        {
            yield return new TheoryEntry(Theorem, Source, false, obstacle);
            yield break;
        }

        string observed = continuum ? "a continuum" : $"{points.Length} fixed points";
        yield return new TheoryEntry(
            Theorem,
            Source,
            true,
            "every layer has width 1 and every activation belongs to class F or its extension",
            "an interval of fixed points or at most 3",
            observed,
            continuum || points.Length <= 3);
    }

    private static string? Obstacle(Network network)
    {
        foreach (int width in network.Widths)
        {
            if (width != 1)
            {
                return $"a layer has width {width}; the theorem needs width 1 throughout";
            }
        }

        foreach (Layer layer in network.Layers)
        {
            switch (layer)
            {
                case Affine:
                    break;
                case Elementwise elementwise when elementwise[0].ClassF != ClassF.No:
                    break;
                case Elementwise elementwise:
                    return $"{elementwise[0].Name} is not in class F";
                default:
                    return "the theorem covers chains of affine layers and activations only";
            }
        }

        return null;
    }
}
