using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Critical points of networks that begin with layers which never widen and reach a single unit before they widen again (M3): Φ = Ψ∘h with ∇h ≠ 0 everywhere, so that the critical
/// set is h⁻¹ of the critical set of Ψ: R → R, level sets of dimension n_0 − 1, every point of them degenerate.
/// </summary>
internal static class FibreSearch
{
    private const int MostCorners = 12;

    /// <summary>The search; null when the network has no such form, e.g. when the narrow layer has more than one unit.</summary>
    public static CriticalPointResult? Run(Network network, Box box, CriticalPointOptions options, CancellationToken cancellation)
    {
        if (Narrow(network) is not int cut)
        {
            return null;
        }

        Network head = new(network.Inputs, network.Layers.Take(cut));
        Network tail = new(1, network.Layers.Skip(cut));
        NetworkBounds bounds = new(head);
        Interval[] image = new Interval[1];
        bounds.Values([.. box.Lower.Zip(box.Upper, (lower, upper) => new Interval(lower, upper))], image);
        Box levels = new([image[0].Lower], [image[0].Upper]);
        GradientSearchResult found = GradientSearch.Run(tail, levels, options, null, cancellation);
        (double[] Low, double[] High) ends = Ends(bounds, box);
        List<CriticalPoint> points = [];
        bool complete = found.Unresolved.IsEmpty;
        foreach (Zero level in found.Zeros)
        {
            if (OnSegment(bounds, ends, level.Enclosure) is double[] x)
            {
                points.Add(Point(network, tail, x, level));
            }
            else
            {
                complete = false;
            }
        }

        return new CriticalPointResult
        {
            Box = box,
            Points = [.. points.OrderBy(point => point.X[0])],
            Unresolved = complete ? [] : [box],
            Complete = complete,
            Evidence = EvidenceLevel.Certified,
            Interrupted = found.Interrupted,
            Remarks =
            [
                $"the network is Ψ∘h with a single unit h without critical points: its critical set is the union of the level sets of h at the {found.Zeros.Length} "
                + "critical points of Ψ in the range of h, and every point of it is degenerate",
            ],
        };
    }

    /// <summary>The number of layers up to the affine layer that first has one output, when the widths do not increase up to it and do later.</summary>
    private static int? Narrow(Network network)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            if (network.Layers[i] is not (Affine or Elementwise) || network.Widths[i + 1] > network.Widths[i])
            {
                return null;
            }

            if (network.Widths[i + 1] == 1)
            {
                return network.Layers[i] is Affine ? i + 1 : null;
            }
        }

        return null;
    }

    /// <summary>Corners of the box where h is lowest and highest; on a box of many axes, by the signs of its gradient in the middle.</summary>
    private static (double[] Low, double[] High) Ends(NetworkBounds head, Box box)
    {
        int n = box.Dimension;
        List<double[]> corners = [];
        if (n <= MostCorners)
        {
            corners.AddRange(Enumerable.Range(0, 1 << n).Select(bits => Corner(box, i => (bits >> i & 1) != 0)));
        }
        else
        {
            Interval[] gradient = new Interval[n];
            head.Jacobian([.. box.Lower.Zip(box.Upper, (lower, upper) => Interval.Point(new Interval(lower, upper).Midpoint))], [], gradient);
            corners.Add(Corner(box, i => gradient[i].Lower > 0));
            corners.Add(Corner(box, i => gradient[i].Upper < 0));
        }

        return (corners.MinBy(corner => At(head, corner).Upper)!, corners.MaxBy(corner => At(head, corner).Lower)!);
    }

    private static double[] Corner(Box box, Func<int, bool> upper) =>
        [.. Enumerable.Range(0, box.Dimension).Select(i => upper(i) ? box.Upper[i] : box.Lower[i])];

    /// <summary>A point of the segment between the ends near which h takes the level; null when h is not proved to pass it between the ends.</summary>
    private static double[]? OnSegment(NetworkBounds head, (double[] Low, double[] High) ends, Box level)
    {
        (double[] low, double[] high) = ends;
        if (!(At(head, low).Upper < level.Lower[0] && At(head, high).Lower > level.Upper[0]))
        {
            return null;
        }

        double target = (0.5 * level.Lower[0]) + (0.5 * level.Upper[0]);
        for (int step = 0; step < 60; step++)
        {
            double[] middle = [.. low.Zip(high, (x, y) => x + (0.5 * (y - x)))];
            (low, high) = At(head, middle).Midpoint < target ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static Interval At(NetworkBounds head, double[] x)
    {
        Interval[] value = new Interval[1];
        head.Values([.. x.Select(Interval.Point)], value);
        return value[0];
    }

    private static CriticalPoint Point(Network network, Network tail, double[] x, Zero level)
    {
        Interval[] value = new Interval[1];
        new NetworkBounds(tail).Values([new Interval(level.Enclosure.Lower[0], level.Enclosure.Upper[0])], value);
        int n = network.Inputs;
        Interval[] gradient = new Interval[n];
        Interval[] hessian = new Interval[n * n];
        new NetworkBounds(network).Hessian([.. x.Select(Interval.Point)], gradient, hessian);
        ImmutableArray<Interval> spectrum = HessianSpectrum.Enclose(hessian, n);
        return new CriticalPoint
        {
            X = [.. x],
            Value = value[0].Midpoint,
            HessianEigenvalues = [.. spectrum.Select(eigenvalue => eigenvalue.Midpoint)],
            Degenerate = true,
            Remark = $"within rounding of a level set h = {level.X[0]:G6} of critical points, of dimension {n - 1}",
            Evidence = EvidenceLevel.Certified,
        };
    }
}
