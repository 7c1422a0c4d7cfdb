using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Critical points of a smooth scalar network in a box. Where widths and exact ranks prove that there are none, or that all are degenerate, the theorem
/// leads; elsewhere branch and prune on ∇Φ proves each point and the absence of others.
/// </summary>
internal static class SmoothCriticalPoints
{
    /// <summary>How many undecided boxes are described one by one.</summary>
    private const int MostRemarks = 16;

    public static CriticalPointResult Run(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArchitectureClass architecture = network.ClassifyArchitecture();
        network = SmoothReading.Of(network);
        CriticalPointResult? byTheorem = architecture.Criterion switch
        {
            MorseCriterion.NoCriticalPoints => Nowhere(architecture, box),
            MorseCriterion.Constant => Everywhere(network, box),
            MorseCriterion.AlwaysDegenerate when architecture.HasFullRank => FibreSearch.Run(network, box, options, cancellation),
            _ => null,
        };
        CriticalPointResult found = byTheorem ?? Search(network, box, options, progress, cancellation);
        return found with { Remarks = [.. architecture.Remarks, .. found.Remarks], Theory = CriticalPointTheory.Entries(architecture, found, byTheorem is not null) };
    }

    /// <summary>Branch and prune on the gradient, whatever the theory says.</summary>
    public static CriticalPointResult Search(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        GradientSearchResult search = GradientSearch.Run(network, box, options, progress, cancellation);
        NetworkBounds bounds = new(network);
        ScaledGradient? chain = ScaledGradient.Of(network);
        return new CriticalPointResult
        {
            Box = box,
            Points = [.. search.Zeros.Select(zero => Point(bounds, chain, zero))],
            Unresolved = [.. search.Unresolved.Select(left => left.Box)],
            Complete = search.Unresolved.IsEmpty,
            Evidence = EvidenceLevel.Certified,
            Interrupted = search.Interrupted,
            Remarks = Remarks(bounds, search.Unresolved),
        };
    }

    private static CriticalPointResult Nowhere(ArchitectureClass architecture, Box box) => new()
    {
        Box = box,
        Points = [],
        Complete = true,
        Evidence = EvidenceLevel.Certified,
        Remarks =
        [
            $"theorem {architecture.Theorem} with exact ranks proves that there is no critical point anywhere; the box was not searched",
        ],
    };

    private static CriticalPointResult Everywhere(Network network, Box box)
    {
        double[] centre = [.. Enumerable.Range(0, box.Dimension).Select(i => (0.5 * box.Lower[i]) + (0.5 * box.Upper[i]))];
        Interval[] value = new Interval[1];
        new NetworkBounds(network).Values([.. centre.Select(Interval.Point)], value);
        return new CriticalPointResult
        {
            Box = box,
            Points =
            [
                new CriticalPoint
                {
                    X = [.. centre],
                    Value = value[0].Midpoint,
                    HessianEigenvalues = [.. new double[box.Dimension]],
                    Degenerate = true,
                    Remark = "the network is constant: every point of the box is critical",
                    Evidence = EvidenceLevel.Certified,
                },
            ],
            Complete = true,
            Evidence = EvidenceLevel.Certified,
        };
    }

    private static CriticalPoint Point(NetworkBounds bounds, ScaledGradient? chain, Zero zero)
    {
        int n = bounds.Inputs;
        Interval[] value = new Interval[1];
        Interval[] gradient = new Interval[n];
        Interval[] hessian = new Interval[n * n];
        bounds.Values([.. zero.X.Select(Interval.Point)], value);
        bounds.Hessian(Intervals(zero.Enclosure), gradient, hessian);
        ImmutableArray<Interval> spectrum = HessianSpectrum.Enclose(hessian, n);
        int? index = Index(spectrum);
        if (index is null && chain is not null)
        {
            // Scaled by a positive number the Hessian keeps its index where its own entries underflow.
            chain.At(zero.Enclosure).Jacobian(Intervals(zero.Enclosure), hessian);
            index = Index(HessianSpectrum.Enclose(hessian, n));
        }

        return new CriticalPoint
        {
            X = zero.X,
            Value = value[0].Midpoint,
            HessianEigenvalues = [.. spectrum.Select(eigenvalue => eigenvalue.Midpoint)],
            Index = index,
            Degenerate = false, // the Hessian is invertible in the whole region of uniqueness: the proof of the zero rests on it
            Enclosure = zero.Enclosure,
            Remark = index is not null ? null : "non-degenerate, but the sign of an eigenvalue is not decided by its enclosure",
            Evidence = EvidenceLevel.Certified,
        };
    }

    /// <summary>The number of negative eigenvalues, where every enclosure has a sign.</summary>
    private static int? Index(ImmutableArray<Interval> spectrum) =>
        spectrum.Any(eigenvalue => eigenvalue.Contains(0)) ? null : spectrum.Count(eigenvalue => eigenvalue.Upper < 0);

    private static ImmutableArray<string> Remarks(NetworkBounds bounds, ImmutableArray<UnresolvedBox> unresolved)
    {
        int n = bounds.Inputs;
        Interval[] gradient = new Interval[n];
        Interval[] hessian = new Interval[n * n];
        List<string> remarks = [];
        foreach (UnresolvedBox left in unresolved.Where(left => left.Reason != UnresolvedReason.Interrupted).Take(MostRemarks))
        {
            bounds.Hessian(Intervals(left.Box), gradient, hessian);
            string eigenvalues = string.Join(", ", HessianSpectrum.Enclose(hessian, n));
            remarks.Add($"undecided in {left.Box}: critical points there may be degenerate; Hessian eigenvalues in {eigenvalues}");
        }

        if (unresolved.Length > MostRemarks)
        {
            remarks.Add($"{unresolved.Length - MostRemarks} more boxes are undecided");
        }

        return [.. remarks];
    }

    private static Interval[] Intervals(Box box) => [.. box.Lower.Zip(box.Upper, (lower, upper) => new Interval(lower, upper))];
}
