using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Critical points of networks that narrow to m &lt; n_0 units before they first widen (M3): Φ = Ψ∘h with a Jacobian of h of full rank everywhere, so
/// that the critical set of Φ is h⁻¹ of that of Ψ: R^m → R, level sets of dimension n_0 − m, every point of them degenerate.
/// </summary>
internal static class FibreSearch
{
    /// <summary>
    /// The search: one point for each level set, which may have several parts. Null when the network has layers other than affine ones and activations
    /// before it widens.
    /// </summary>
    public static CriticalPointResult? Run(Network network, Box box, CriticalPointOptions options, CancellationToken cancellation)
    {
        if (Narrow(network) is not int cut)
        {
            return null;
        }

        Network head = new(network.Inputs, network.Layers.Take(cut));
        Network tail = new(head.Outputs, network.Layers.Skip(cut));
        NetworkBounds bounds = new(head);
        Interval[] image = new Interval[head.Outputs];
        bounds.Values(Intervals(box), image);
        Box levels = new([.. image.Select(unit => unit.Lower)], [.. image.Select(unit => unit.Upper)]);
        GradientSearchResult found = GradientSearch.Run(tail, levels, options, null, cancellation);
        List<CriticalPoint> points = [];
        bool complete = found.Unresolved.IsEmpty;
        FibrePoint fibres = new(bounds, box);
        foreach (Zero level in found.Zeros)
        {
            (double[]? x, bool isExcluded) = fibres.Find(Intervals(level.Enclosure));
            complete &= x is not null || isExcluded;
            if (x is not null)
            {
                points.Add(Point(network, tail, x, level));
            }
        }

        points.Sort((a, b) => a.X.AsSpan().SequenceCompareTo(b.X.AsSpan()));
        return new CriticalPointResult
        {
            Box = box,
            Points = [.. points],
            Unresolved = complete ? [] : [box],
            Complete = complete,
            Evidence = EvidenceLevel.Certified,
            Interrupted = found.Interrupted,
            Remarks =
            [
                $"the network is Ψ∘h with h onto {head.Outputs} {(head.Outputs == 1 ? "unit" : "units")}, of full rank everywhere: its critical points are the level sets of h "
                + $"at the critical points of Ψ, all of them degenerate; one point of each that meets the box is listed",
            ],
        };
    }

    /// <summary>The number of layers up to the last affine one before the widths first increase.</summary>
    private static int? Narrow(Network network)
    {
        int? cut = null;
        for (int i = 0; i < network.Layers.Length && network.Widths[i + 1] <= network.Widths[i]; i++)
        {
            if (network.Layers[i] is not (Affine or Elementwise))
            {
                return null;
            }

            cut = network.Layers[i] is Affine ? i + 1 : cut;
        }

        return cut;
    }

    private static CriticalPoint Point(Network network, Network tail, double[] x, Zero level)
    {
        Interval[] value = new Interval[1];
        new NetworkBounds(tail).Values(Intervals(level.Enclosure), value);
        int n = network.Inputs;
        Interval[] gradient = new Interval[n];
        Interval[] hessian = new Interval[n * n];
        new NetworkBounds(network).Hessian([.. x.Select(Interval.Point)], gradient, hessian);
        return new CriticalPoint
        {
            X = [.. x],
            Value = value[0].Midpoint,
            HessianEigenvalues = [.. HessianSpectrum.Enclose(hessian, n).Select(eigenvalue => eigenvalue.Midpoint)],
            Degenerate = true,
            Remark = $"within rounding of a level set of critical points, of dimension {n - level.X.Length}",
            Evidence = EvidenceLevel.Certified,
        };
    }

    private static Interval[] Intervals(Box box) => [.. box.Lower.Zip(box.Upper, (lower, upper) => new Interval(lower, upper))];
}
