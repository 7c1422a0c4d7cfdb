using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.WidthOne;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>The bound of Cook, Hammerlindl and Tucker on the fixed points of chains of width 1 (theory §0), beside what a search found.</summary>
internal static class WidthOneTheory
{
    /// <summary>
    /// The entry of the width-1 analysis, which knows the whole line and certifies it; it disagrees when the search lists more isolated points than there are.
    /// None unless the network is one-dimensional.
    /// </summary>
    public static IEnumerable<TheoryEntry> Entries(Network network, ImmutableArray<FixedPoint> points, bool continuum)
    {
        if (network.Inputs != 1 || network.Outputs != 1)
        {
            yield break;
        }

        WidthOneResult all = network.WidthOne();
        bool tooMany = all.Applies && all.Complete && all.Continuum is null && (continuum || points.Length > all.Points.Length);
        yield return tooMany
            ? all.Theory with { Observed = $"{all.Theory.Observed} on the line, {(continuum ? "a continuum" : points.Length)} by the search", Agrees = false }
            : all.Theory;
    }
}
