using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>Puts the faces at special vertices together: connected sets on which Φ is constant, from single vertices to whole cells, each with its critical groups.</summary>
internal static class Plateaus
{
    private static readonly Comparer<double[]> CentreOrder = Comparer<double[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y));

    /// <summary>What is critical, and the sum of Banchoff's index over all plateaus, those on the boundary of the domain included.</summary>
    /// <param name="visitors">The workers' faces.</param>
    /// <param name="dimension">d.</param>
    /// <param name="evidence">The evidence of the cells and signs.</param>
    public static (List<(CriticalPoint Point, bool Vertex)> Points, long IndexSum) Of(IReadOnlyList<StarVisitor> visitors, int dimension, EvidenceLevel evidence)
    {
        Dictionary<UInt128, UInt128> parents = [];
        foreach ((UInt128 first, UInt128 second) in visitors.SelectMany(visitor => visitor.Joined))
        {
            parents[Root(parents, first)] = Root(parents, second);
        }

        Dictionary<UInt128, Dictionary<UInt128, StarFace>> groups = [];
        foreach ((UInt128 key, StarFace face) in visitors.SelectMany(visitor => visitor.Faces))
        {
            UInt128 root = Root(parents, face.Top);
            if (!groups.TryGetValue(root, out Dictionary<UInt128, StarFace>? group))
            {
                groups.Add(root, group = []);
            }

            group.TryAdd(key, face);
        }

        List<(CriticalPoint Point, bool Vertex)> points = [];
        long sum = 0;
        foreach (Dictionary<UInt128, StarFace> group in groups.Values)
        {
            sum += group.Values.Sum(face => face.Dimension % 2 == 0 ? 1 : -1);
            if (Describe(group, dimension, evidence) is { } point)
            {
                points.Add((point, group.Values.All(face => !face.Flat || face.Dimension == 0)));
            }
        }

        return (points, sum);
    }

    private static CriticalPoint? Describe(Dictionary<UInt128, StarFace> group, int dimension, EvidenceLevel evidence)
    {
        StarFace[] flat = [.. group.Values.Where(face => face.Flat && face.Interior)];
        if (flat.Length == 0)
        {
            return null;
        }

        int[] ranks = CriticalGroups.Ranks(group, dimension);

        // Of the largest faces the first in lexicographic order, so that the representative does not depend on the order in which cells came.
        int top = flat.Max(face => face.Dimension);
        StarFace largest = flat.Where(face => face.Dimension == top).MinBy(face => face.Centre!, CentreOrder)!;
        bool isVertex = group.Values.All(face => !face.Flat || face.Dimension == 0);
        bool changes = ranks.Any(rank => rank != 0);
        if (!changes && largest.Dimension < dimension)
        {
            return null;
        }

        bool simple = isVertex && ranks.Sum() == 1;
        string groups = $"critical groups of ranks ({string.Join(", ", ranks)})";
        bool touchesBoundary = group.Values.Any(face => face.Flat && !face.Interior);
        int pieces = flat.Count(face => face.Dimension == largest.Dimension);
        string remark = isVertex
            ? (simple ? "hyperplanes not in general position" : $"degenerate vertex, {groups}")
            : $"flat piece of dimension {largest.Dimension}, made of {pieces} {(pieces == 1 ? "face" : "faces")}, {groups}"
                + (touchesBoundary ? ", reaches the boundary of the box" : string.Empty);
        return new CriticalPoint
        {
            X = [.. largest.Centre!],
            Value = largest.Value,
            Index = simple ? Array.IndexOf(ranks, 1) : null,
            Degenerate = !simple,
            Remark = remark,
            Evidence = evidence,
        };
    }

    private static UInt128 Root(Dictionary<UInt128, UInt128> parents, UInt128 key)
    {
        while (parents.TryGetValue(key, out UInt128 parent) && parent != key)
        {
            // Path halving.
            if (parents.TryGetValue(parent, out UInt128 above))
            {
                parents[key] = above;
            }

            key = parent;
        }

        return key;
    }
}
