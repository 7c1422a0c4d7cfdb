using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Invariance;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Dynamics.TransitionGraphs;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>Upper bounds of the entropy on a box: the architecture, Lipschitz constants of iterates, itineraries.</summary>
internal sealed class UpperBounds(Network network, Box box, EntropyBoundsOptions options, WorkLimit limit, CancellationToken cancellation)
{
    /// <summary>The bounds, in the order in which they were found.</summary>
    public List<EntropyBound> Bounds { get; } = [];

    /// <summary>What was left out.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Whether f maps the box into itself; null when it is not known.</summary>
    public bool? IsForwardInvariant { get; private set; }

    /// <summary>Finds the bounds.</summary>
    /// <param name="watch">Runs since the analysis began.</param>
    public void Find(Stopwatch watch)
    {
        TimeSpan? Left() => 0.6 * options.Budget - watch.Elapsed is { } left ? TimeSpan.FromTicks(Math.Max(1, left.Ticks)) : null;
        Bounds.AddRange(Architecture.Bound(network));
        if (network.Layers.Any(EntropyBoundsStudy.HasFlow))
        {
            Remarks.Add("No upper bound: a flow layer has no rigorous bounds over boxes.");
            return;
        }

        if (Architecture.Factors(network) is null)
        {
            OfEnclosures();
            return;
        }

        IsForwardInvariant = network.BoxInvariance(box, new CellWalkOptions { Evidence = EvidenceLevel.Certified, Budget = Left() }, null, cancellation).IsForwardInvariant;
        for (int k = 1; k <= options.LipschitzIterates && !limit.IsOver; k++)
        {
            OfSuprema(k, Left());
        }

        for (int n = 1; n <= options.Refinement && !limit.IsOver; n++)
        {
            TransitionGraph graph = network.TransitionGraph(
                box, new TransitionGraphOptions { Refinement = n, Evidence = EvidenceLevel.Certified, Budget = Left() }, null, cancellation);
            if (ItineraryBound.Of(graph) is not { } bound)
            {
                Remarks.Add($"The transition graph of refinement {n} was not finished in time.");
                return;
            }

            Bounds.Add(bound);
        }
    }

    private void OfSuprema(int k, TimeSpan? budget)
    {
        Network power = CoveringSearch.Power(network, k);
        SupremaResult suprema = power.Suprema(new CellDomain(box), new SupremaOptions { Evidence = EvidenceLevel.Certified, Budget = budget }, null, cancellation);
        if (!suprema.Complete || suprema.Norm2?.Enclosure is not { } two || suprema.NormInfinity?.Enclosure is not { } infinity)
        {
            Remarks.Add($"The Lipschitz constant of f^{k} was not finished in time.");
            return;
        }

        Add(k, two.Upper, "2-norm", suprema.Evidence);
        Add(k, infinity.Upper, "∞-norm", suprema.Evidence);
    }

    private void OfEnclosures()
    {
        for (int k = 1; k <= options.LipschitzIterates && !limit.IsOver; k++)
        {
            (double one, double two, double infinity) = JacobianNorms.Above(CoveringSearch.Power(network, k), box, limit);
            Add(k, one, "1-norm", EvidenceLevel.Certified);
            Add(k, two, "2-norm", EvidenceLevel.Certified);
            Add(k, infinity, "∞-norm", EvidenceLevel.Certified);
        }

        IsForwardInvariant = MapsIntoItself() ? true : null;
    }

    // h(f) = h(f^k)/k.
    private void Add(int k, double lipschitz, string norm, EvidenceLevel evidence)
    {
        EntropyBound bound = LipschitzBound.Of(box.Dimension, lipschitz, norm, $"f^{k} has Lipschitz constant {EntropyTheory.Text(lipschitz)} on the box in the {norm}", evidence);
        Bounds.Add(k == 1 ? bound : bound with { Theorem = $"E3 ({norm}, f^{k})", Source = "h(f) = h(f^k)/k ≤ (d/k)·log⁺L", Value = Intervals.Rounded.DivideUp(bound.Value, k) });
    }

    private bool MapsIntoItself()
    {
        Intervals.Interval[] image = new Intervals.Interval[box.Dimension];
        new Dynamics.Bounds.NetworkBounds(network, Dynamics.Bounds.IntermediateBounds.Linear).Values(
            [.. Enumerable.Range(0, box.Dimension).Select(k => new Intervals.Interval(box.Lower[k], box.Upper[k]))], image);
        return Enumerable.Range(0, box.Dimension).All(k => image[k].Lower >= box.Lower[k] && image[k].Upper <= box.Upper[k]);
    }
}
