using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// Critical points of a continuous piecewise-linear scalar network: the places at which the topology of its sublevel sets changes. They are vertices of the cell complex, or flat
/// pieces, on which Φ is constant.
/// </summary>
/// <remarks>
/// <para>
/// At a vertex v, i(v) = Σ (−1)^dim F over the faces F that have their maximum at v (Banchoff, Critical points and curvature for embedded polyhedra, 1967), which is 1 minus the Euler
/// characteristic of the lower link. Every face has one maximum, a vertex or a flat piece, so that the indices add up to the Euler characteristic of the box, 1: a
/// check on every vertex, those on the boundary included (there within the box).
/// </para>
/// <para>
/// In general position, when d units cross simply, v has 2d edges in d opposite pairs. It is regular unless in each pair both rise or both fall, and its index is the number of
/// falling pairs (Grunert and Rote, arXiv 1912.05024; Masden, arXiv 2207.07696). Elsewhere the critical groups are computed from all faces at v.
/// </para>
/// </remarks>
internal static class VertexSearch
{
    /// <summary>Runs the search. One walk over the cells, and another near those vertices only that are not in general position.</summary>
    public static CriticalPointResult Run(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(network);
        CellDomain domain = new(box);
        FaceFingerprint fingerprint = new(program);
        CellWalkResult<GeneralPositionVisitor> walk = CellWalk.Run(
            program, domain, () => new GeneralPositionVisitor(fingerprint, new EdgeSigns(program, options.Evidence)), WalkOptions(), progress, cancellation);
        GeneralPositionVisitor all = new(fingerprint, new EdgeSigns(program, options.Evidence));
        foreach (GeneralPositionVisitor visitor in walk.Visitors)
        {
            all.Absorb(visitor, box.Dimension);
        }

        bool proved = walk.Evidence == EvidenceLevel.Certified && !walk.Visitors.Any(visitor => visitor.Undecided);
        VertexRefinement refinement = new(new BreakpointFinder(program, domain), ExactProgram.Of(program), domain);
        List<CriticalPoint> points = [];
        foreach (VertexFinding found in all.Critical)
        {
            (double[] x, double value) = refinement.Refine(found.X) ?? (found.X, found.Value);
            points.Add(new CriticalPoint
            {
                X = [.. x],
                Value = value,
                Index = found.Index,
                Degenerate = false,
                Evidence = proved ? EvidenceLevel.Certified : EvidenceLevel.Numerical,
            });
        }

        long sum = all.IndexSum;
        bool complete = walk.Complete;
        List<string> remarks = [];
        double[][] special = [.. all.Special, .. all.Open.Values.Select(half => half.X)];
        if (complete && special.Length > 0)
        {
            SpecialPoints specialPoints = new(special, domain, fingerprint, new BreakpointFinder(program, domain));
            CellWalkResult<StarVisitor> stars = CellWalk.Run(
                program,
                domain,
                () => new StarVisitor(specialPoints, fingerprint, new BreakpointFinder(program, domain), new EdgeSigns(program, options.Evidence)),
                WalkOptions(),
                null,
                cancellation);
            (List<(CriticalPoint Point, bool Vertex)> plateaus, long plateauSum) = Plateaus.Of(stars.Visitors, box.Dimension, EvidenceLevel.Numerical);
            points.AddRange(plateaus.Select(point => point.Vertex && refinement.Refine([.. point.Point.X]) is { } exact
                ? point.Point with { X = [.. exact.X], Value = exact.Value }
                : point.Point));
            sum += plateauSum;
            complete = stars.Complete;
            proved = false;
            remarks.Add($"{specialPoints.Count} vertices are not in general position or have an edge on which the network is constant; all faces at these were examined, in floating point");
        }

        bool consistent = complete && sum == 1;
        if (complete && !consistent)
        {
            remarks.Add($"the indices add up to {sum}, expected 1: near-degenerate vertices were told apart wrongly, and the list is not complete");
        }

        return new CriticalPointResult
        {
            Box = box,
            Points = [.. points.OrderBy(point => point.X, LexicographicOrder.Instance)],
            Complete = consistent,
            Evidence = !consistent ? EvidenceLevel.Sampled : proved ? EvidenceLevel.Certified : EvidenceLevel.Numerical,
            Interrupted = !complete,
            EulerCharacteristic = complete ? (int)sum : null,
            Remarks = [.. remarks],
            Theory = PiecewiseLinearTheory.Entries(complete ? sum : null),
        };

        CellWalkOptions WalkOptions() => new()
        {
            Evidence = options.Evidence,
            Budget = options.Budget is { } budget ? (budget > clock.Elapsed ? budget - clock.Elapsed : TimeSpan.Zero) : null,
            Workers = options.Workers,
        };
    }

    private sealed class LexicographicOrder : IComparer<ImmutableArray<double>>
    {
        public static LexicographicOrder Instance { get; } = new();

        public int Compare(ImmutableArray<double> x, ImmutableArray<double> y) => x.AsSpan().SequenceCompareTo(y.AsSpan());
    }
}
