using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// Critical points of scalar networks with flow layers, such as neural ODEs Φ(x) = ãᵀφ_T(Ax + b) + b̃. Where exact ranks exclude them (N1) the theorem is the
/// proof; else Newton's method on ∇Φ from many starts, whose list is compared with the degree of ∇Φ on the border of the box. Flows with error control are read
/// as the exact flow, fixed-step ones as the map that they are.
/// </summary>
internal static class FlowCriticalPoints
{
    /// <summary>How many points that are not isolated are listed.</summary>
    private const int MostDegenerate = 64;

    private const int MoreStarts = 2;

    /// <summary>Classifies, then lets the theorem answer or searches.</summary>
    /// <exception cref="InvalidInputException">Kinks and fixed steps make the network piecewise linear, or an option is out of range.</exception>
    public static CriticalPointResult Run(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArchitectureClass architecture = network.ClassifyArchitecture();
        network = SmoothReading.Of(network);
        bool byTheorem = architecture.Criterion == MorseCriterion.Constant
            || (architecture.Criterion == MorseCriterion.NoCriticalPoints && architecture.SchemeObstacle is null)
            || architecture.IsTopologicalSubmersion;
        CriticalPointResult found = !byTheorem ? Search(network, architecture, box, options, progress, cancellation)
            : architecture.Criterion == MorseCriterion.Constant ? Everywhere(network, box)
            : Nowhere(architecture, box);
        return found with { Remarks = [.. architecture.Remarks, .. found.Remarks], Theory = CriticalPointTheory.Entries(architecture, found, byTheorem) };
    }

    /// <summary>Newton's method, whatever the theory says.</summary>
    public static CriticalPointResult Search(
        Network network,
        ArchitectureClass architecture,
        Box box,
        CriticalPointOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        if (options.Starts < 1)
        {
            throw new InvalidInputException($"critical points: {options.Starts} starts, expected at least 1");
        }

        bool hasKinks = HasKinks(network);
        if (hasKinks && !FlowTolerance.ReadsExactFlow(network))
        {
            throw new InvalidInputException(
                "critical points: fixed steps of a field with kinks have a gradient that jumps, expected a C² field or a solver with error control");
        }

        Stopwatch clock = Stopwatch.StartNew();
        bool areDegenerate = architecture.IsDegenerateAsComputed;
        MultiStartGradient search = new(network, box, options, hasKinks, areDegenerate ? NarrowLayer(architecture, network) : null, Stopped);
        search.Run(options.Starts, options.Seed, progress);
        List<string> remarks = [];
        int? degree = areDegenerate ? null : BorderDegree.Of(FlowTolerance.Of(network, FlowTolerance.Coarse), box, Stopped);
        for (int round = 1; round <= MoreStarts && degree is int wanted && IsOpen(search.Found, wanted) && !Stopped(); round++)
        {
            search.Run(options.Starts << round, options.Seed + round, null);
        }

        ImmutableArray<CriticalPoint> points = Points(search.Found, areDegenerate, remarks);
        Compare(degree, search.Found, box.Dimension, areDegenerate, remarks);
        if (search.Unusable > 0)
        {
            remarks.Add($"at {search.Unusable} starts Φ or ∇Φ could not be evaluated: the flow grew beyond all bounds, its scheme gave in, or every derivative underflowed");
        }

        if (hasKinks)
        {
            remarks.Add("the field has kinks: Hessians are central differences of the gradient");
        }

        return new CriticalPointResult
        {
            Box = box,
            Points = points,
            Complete = false,
            Evidence = EvidenceLevel.Sampled,
            Interrupted = Stopped(),
            EulerCharacteristic = degree is int d && points.All(point => point.Index is not null) ? 1 + Sum(search.Found) - d : null,
            Remarks = [.. remarks],
        };

        bool Stopped() => cancellation.IsCancellationRequested || clock.Elapsed > options.Budget;
    }

    private static CriticalPointResult Nowhere(ArchitectureClass architecture, Box box) => new()
    {
        Box = box,
        Points = [],
        Complete = true,
        Evidence = EvidenceLevel.Certified,
        Remarks =
        [
            architecture.Criterion == MorseCriterion.NoCriticalPoints
                ? $"theorem {architecture.Theorem} with exact ranks proves that there is no critical point anywhere; the box was not searched"
                : "behind linear maps of full rank whose widths never increase stand homeomorphisms that are Lipschitz both ways: Φ has no local extremum, and ∇Φ ≠ 0 wherever "
                    + "Φ is differentiable; the box was not searched",
        ],
    };

    private static CriticalPointResult Everywhere(Network network, Box box)
    {
        double[] centre = [.. Enumerable.Range(0, box.Dimension).Select(i => (0.5 * box.Lower[i]) + (0.5 * box.Upper[i]))];
        return new CriticalPointResult
        {
            Box = box,
            Points =
            [
                new CriticalPoint
                {
                    X = [.. centre],
                    Value = network.Evaluate(centre)[0],
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

    private static ImmutableArray<CriticalPoint> Points(List<SettledPoint> found, bool areDegenerate, List<string> remarks)
    {
        List<SettledPoint> listed = [.. found.Where(point => point.IsRegular && !areDegenerate)];
        List<SettledPoint> rest = [.. found.Where(point => !point.IsRegular || areDegenerate)];
        if (areDegenerate)
        {
            rest = Levels(rest);
            remarks.Add("every critical point is degenerate, by theorem; they come in level sets of what the first narrow layer sees, and one point of each that was reached is listed");
        }

        if (rest.Count > MostDegenerate)
        {
            remarks.Add($"{rest.Count} critical points without a regular Hessian were reached, probably a continuum; {MostDegenerate} of them are listed");
            rest = [.. Enumerable.Range(0, MostDegenerate).Select(k => rest[(int)((long)k * rest.Count / MostDegenerate)])];
        }

        listed.AddRange(rest);
        listed.Sort((a, b) => a.X.AsSpan().SequenceCompareTo(b.X));
        return [.. listed.Select(point => Point(point, areDegenerate))];
    }

    private static CriticalPoint Point(SettledPoint point, bool isDegenerate) => new()
    {
        X = [.. point.X],
        Value = point.Value,
        HessianEigenvalues = [.. point.Spectrum.Select(eigenvalue => eigenvalue.Midpoint)],
        Index = isDegenerate || !point.IsRegular ? null : Negative(point),
        Degenerate = isDegenerate ? true : point.IsRegular ? false : null,
        Remark = isDegenerate ? "degenerate by theorem: a whole level set is critical"
            : point.IsRegular ? $"within {point.Radius:G2}, eigenvalues within {point.Spectrum.Max(eigenvalue => eigenvalue.Radius):G2}, both estimated"
            : "an eigenvalue of the Hessian is 0 within its error: degenerate, or nearly so",
        Evidence = EvidenceLevel.Numerical,
    };

    private static int Negative(SettledPoint point) => point.Spectrum.Count(eigenvalue => eigenvalue.Upper < 0);

    private static int Sum(List<SettledPoint> found) => found.Sum(point => point.IsRegular ? (Negative(point) % 2 == 0 ? 1 : -1) : 0);

    private static bool IsOpen(List<SettledPoint> found, int degree) => found.TrueForAll(point => point.IsRegular) && Sum(found) != degree;

    private static void Compare(int? degree, List<SettledPoint> found, int dimension, bool areDegenerate, List<string> remarks)
    {
        if (areDegenerate)
        {
            return;
        }

        if (degree is not int wanted)
        {
            remarks.Add(dimension > 3
                ? "the list is not compared with the degree of ∇Φ on the border, which is taken in at most three dimensions"
                : "the degree of ∇Φ on the border of the box was not obtained: ∇Φ may vanish on it");
        }
        else if (found.Exists(point => !point.IsRegular))
        {
            remarks.Add($"the degree of ∇Φ on the border is {wanted}; points that may be degenerate have no index to compare it with");
        }
        else if (Sum(found) != wanted)
        {
            remarks.Add($"the degree of ∇Φ on the border of the box is {wanted}, but (−1)^index adds up to {Sum(found)}: critical points are missing from the list");
        }
        else
        {
            remarks.Add($"the degree of ∇Φ on the border of the box is {wanted}, as (−1)^index adds up to over the list: consistent, but no proof that none is missing");
        }
    }

    /// <summary>One point for each level.</summary>
    private static List<SettledPoint> Levels(List<SettledPoint> points)
    {
        List<SettledPoint> distinct = [];
        foreach (SettledPoint point in points)
        {
            if (!distinct.Exists(known => known.Levels.Zip(point.Levels, (a, b) => Math.Abs(a - b) / (1 + Math.Abs(a))).DefaultIfEmpty(double.MaxValue).Max() <= 1e-6))
            {
                distinct.Add(point);
            }
        }

        return distinct;
    }

    /// <summary>The layer that ends the first linear map of a rank below the number of inputs.</summary>
    private static int? NarrowLayer(ArchitectureClass architecture, Network network)
    {
        int narrow = architecture.Ranks.IndexOf(architecture.Ranks.First(rank => rank < network.Inputs));
        return SubmersionChain.Of(network).LastLayers[narrow];
    }

    private static bool HasKinks(Network network) => network.Layers.Any(layer => layer switch
    {
        Elementwise elementwise => elementwise.Units.Any(HasKink),
        Residual residual => HasKinks(residual.Branch),
        Flow flow => HasKinks(flow.Field),
        _ => false,
    });

    private static bool HasKink(Activation unit) => unit is not Identity && !unit.IsSmoothWithoutCriticalPoints && unit is not (Gelu or GeluTanh or Silu or Mish or Tanhshrink);
}
