using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>Merges boxes that touch, directly or through others, into the smallest box around them.</summary>
internal static class BoxClusters
{
    /// <summary>O(N²) at worst, after a sort by the first axis.</summary>
    public static IEnumerable<UnresolvedBox> Merge(List<(Interval[] Box, UnresolvedReason Reason)> boxes)
    {
        boxes.Sort((a, b) => a.Box[0].Lower.CompareTo(b.Box[0].Lower));
        int[] parent = [.. Enumerable.Range(0, boxes.Count)];
        for (int i = 0; i < boxes.Count; i++)
        {
            for (int j = i + 1; j < boxes.Count && boxes[j].Box[0].Lower <= boxes[i].Box[0].Upper; j++)
            {
                if (!Boxing.AreDisjoint(boxes[i].Box, boxes[j].Box))
                {
                    parent[Root(parent, i)] = Root(parent, j);
                }
            }
        }

        return Enumerable.Range(0, boxes.Count).GroupBy(i => Root(parent, i)).Select(cluster =>
        {
            Interval[] around = [.. boxes[cluster.Key].Box];
            UnresolvedReason reason = UnresolvedReason.Narrow;
            foreach (int i in cluster)
            {
                Boxing.Hull(around, boxes[i].Box, around);
                reason = (UnresolvedReason)Math.Max((int)reason, (int)boxes[i].Reason);
            }

            return new UnresolvedBox(Boxing.ToBox(around), reason, cluster.Count());
        });
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            i = parent[i] = parent[parent[i]];
        }

        return i;
    }
}
