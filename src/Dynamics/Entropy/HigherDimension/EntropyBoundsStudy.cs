using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>Bounds of the topological entropy of a self-map of R^d on a box: proved ones from above and from below, and sampled estimates that are labelled as such.</summary>
public static class EntropyBoundsStudy
{
    /// <summary>
    /// Bounds the entropy on a box. From above: the architecture, d·log⁺L, itineraries of a piecewise-linear map. From below: horseshoes (up to three dimensions). Estimates: expansion
    /// entropy, sums of positive Lyapunov exponents.
    /// </summary>
    /// <param name="network">f, from R^d to R^d, d ≥ 1.</param>
    /// <param name="box">K, with lower bounds below upper bounds. When f does not map it into itself, the bounds are about the points of K whose orbits stay in it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops with what has been found.</param>
    /// <exception cref="InvalidInputException">The network is no self-map, or the box has another dimension or a flat axis.</exception>
    public static EntropyBoundsResult EntropyBounds(
        this Network network, Box box, EntropyBoundsOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"bounds of entropy: the network maps {network.Inputs} to {network.Outputs} numbers, expected as many outputs as inputs");
        }

        Preconditions.RequireLength(box.Dimension, network.Inputs, "box of the bounds of entropy");
        _ = new Cells.CellDomain(box);
        options ??= new EntropyBoundsOptions();
        Stopwatch watch = Stopwatch.StartNew();
        WorkLimit Limit(double share) => new(int.MaxValue, share * options.Budget - watch.Elapsed, cancellation);
        UpperBounds above = new(network, box, options, Limit(0.6), cancellation);
        above.Find(watch);
        bool cut = Limit(0.6).IsOver;
        progress?.Report(0.6);
        List<EntropyBound> bounds = [.. above.Bounds];
        List<string> remarks = [.. above.Remarks];
        CoveringHorseshoe? horseshoe = Below(network, box, above.IsForwardInvariant == true, options, bounds, remarks, Limit(0.9));
        cut |= Limit(0.9).IsOver;
        progress?.Report(0.9);
        remarks.AddRange(SampledEntropy.AddTo(bounds, network, box, options, Limit(1), cancellation));
        progress?.Report(1);

        EntropyBound[] proved = [.. bounds.Where(bound => bound is { Kind: BoundKind.Upper, Evidence: EvidenceLevel.Certified })];
        EntropyBound[] numerical = [.. bounds.Where(bound => bound is { Kind: BoundKind.Upper, Evidence: EvidenceLevel.Numerical })];
        double upper = (proved.Length > 0 ? proved : numerical).Select(bound => bound.Value).DefaultIfEmpty(double.PositiveInfinity).Min();
        double lower = Math.Max(0, bounds.Where(bound => bound is { Kind: BoundKind.Lower, Evidence: EvidenceLevel.Certified }).Select(bound => bound.Value).DefaultIfEmpty(0).Max());
        if (numerical.Length > 0 && numerical.Min(bound => bound.Value) < upper)
        {
            remarks.Add("A sharper upper bound that was decided in floating point is listed, but not used for the enclosure.");
        }

        return new EntropyBoundsResult
        {
            Box = box,
            IsForwardInvariant = above.IsForwardInvariant,
            Lower = lower,
            Upper = upper,
            Evidence = proved.Length > 0 ? EvidenceLevel.Certified : numerical.Length > 0 ? EvidenceLevel.Numerical : EvidenceLevel.Sampled,
            Bounds = [.. bounds],
            Horseshoe = horseshoe,
            Theory = [.. bounds.Select(bound => EntropyTheory.Beside(bound, (lower, upper)))],
            Complete = !cut && !Limit(1).IsOver,
            Remarks = [.. remarks],
        };
    }

    private static CoveringHorseshoe? Below(
        Network network, Box box, bool isInvariant, EntropyBoundsOptions options, List<EntropyBound> bounds, List<string> remarks, WorkLimit limit)
    {
        if (options.HorseshoeIterates == 0)
        {
            return null;
        }

        if (network.Layers.Any(HasFlow))
        {
            remarks.Add("Horseshoes were not looked for: a flow layer has no rigorous bounds over boxes.");
            return null;
        }

        if (box.Dimension > 3)
        {
            remarks.Add($"Horseshoes were not looked for: the search covers up to 3 dimensions, this map has {box.Dimension}.");
            return null;
        }

        CoveringHorseshoe? horseshoe = new CoveringSearch(network, box, isInvariant, limit).Find(options.HorseshoeIterates);
        bounds.Add(new EntropyBound(
            "horseshoe",
            "Zgliczyński, Gidea 2004: covering relations",
            BoundKind.Lower,
            horseshoe?.Entropy ?? 0,
            EvidenceLevel.Certified,
            horseshoe is null
                ? "none was found"
                : $"f^{horseshoe.Iterate} stretches {horseshoe.Branches.Length} boxes across {horseshoe.Target} along axes {string.Join(", ", horseshoe.ExpandingAxes)}"));
        return horseshoe;
    }

    internal static bool HasFlow(Layer layer) => layer is Flow || (layer is Residual residual && residual.Branch.Layers.Any(HasFlow));
}
