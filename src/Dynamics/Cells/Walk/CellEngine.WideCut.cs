using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Cutting a polytope of more than 64 facets, whose sets of facets take several words. Rare, so plain.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    // A half this far below 64 facets goes back to one word.
    private const int NarrowFacets = 56;

    private int newWords;
    private ulong[] common = [];

    private void CutWide(in Polytope polytope, int* positives, int* negatives, ref CutVertex vertex)
    {
        int slot = 0;
        while (slot < 64 * polytope.Words && ((polytope.Alive[slot / 64] >> slot) & 1) != 0)
        {
            slot++;
        }

        TakeSlot(polytope, slot, vertex.Facet);
        newWords = Math.Max(polytope.Words, (slot / 64) + 1);
        if (common.Length < newWords)
        {
            common = new ulong[newWords];
        }

        for (int i = 0; i < positive.Count; i++)
        {
            vertex.Positive = positives[i];
            ReserveNew(newCount + negative.Count);
            newMasks.Reserve((newCount + negative.Count) * newWords);
            for (int k = 0; k < negative.Count; k++)
            {
                vertex.Negative = negatives[k];
                int count = 0;
                for (int w = 0; w < polytope.Words; w++)
                {
                    common[w] = polytope.Masks[(w * polytope.Stride) + vertex.Positive] & polytope.Masks[(w * polytope.Stride) + vertex.Negative];
                    count += BitOperations.PopCount(common[w]);
                }

                if (count >= d - 1 && (polytope.IsSimple || IsWideEdge(polytope, vertex.Positive, vertex.Negative)))
                {
                    var mask = new Span<ulong>(newMasks.Masks + (newCount * newWords), newWords);
                    mask[^1] = 0;
                    common.AsSpan(0, polytope.Words).CopyTo(mask);
                    mask[slot / 64] |= 1UL << slot;
                    AddVertex(ref vertex);
                }
            }
        }
    }

    private bool IsWideEdge(in Polytope polytope, int p, int q)
    {
        for (int v = 0; v < polytope.Count; v++)
        {
            bool contains = v != p && v != q;
            for (int w = 0; contains && w < polytope.Words; w++)
            {
                contains = (polytope.Masks[(w * polytope.Stride) + v] & common[w]) == common[w];
            }

            if (contains)
            {
                return false;
            }
        }

        return true;
    }

    private Polytope TakeWideHalf(in Polytope parent, Separation kept)
    {
        Polytope half = Take(kept.Count + zero.Count + newCount, newWords);
        half.Slots = slots;
        half.SlotCount = slotCount;
        CopyColumns(parent, kept, half);
        int facets = 0;
        Span<ulong> allAlive = stackalloc ulong[newWords]; // stores of whole vectors may spill over what lies behind the columns
        for (int w = 0; w < newWords; w++)
        {
            ulong* masks = half.Masks + (w * half.Stride);
            ulong alive = w == newSlot / 64 ? 1UL << newSlot : 0;
            ulong onPlane = alive;
            if (w < parent.Words)
            {
                kept.Copy((double*)(parent.Masks + (w * parent.Stride)), (double*)masks);
                zero.Copy((double*)(parent.Masks + (w * parent.Stride)), (double*)(masks + kept.Count));
            }
            else
            {
                new Span<ulong>(masks, kept.Count + zero.Count).Clear();
            }

            for (int v = 0; v < kept.Count; v++)
            {
                alive |= masks[v];
            }

            for (int v = kept.Count; v < kept.Count + zero.Count; v++)
            {
                masks[v] = (masks[v] | onPlane) & alive;
            }

            for (int i = 0; i < newCount; i++)
            {
                masks[kept.Count + zero.Count + i] = newMasks.Masks[(i * newWords) + w] & alive;
            }

            allAlive[w] = alive;
            facets += BitOperations.PopCount(alive);
        }

        allAlive.CopyTo(new Span<ulong>(half.Alive, newWords));
        half.IsSimple = (parent.IsSimple && zero.Count == 0) || HasSimpleVertices(half);
        return facets <= NarrowFacets ? Narrow(half) : half;
    }

    private bool HasSimpleVertices(in Polytope polytope)
    {
        for (int v = 0; v < polytope.Count; v++)
        {
            int facets = 0;
            for (int w = 0; w < polytope.Words; w++)
            {
                facets += BitOperations.PopCount(polytope.Masks[(w * polytope.Stride) + v]);
            }

            if (facets != d)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same polytope with its facets renumbered to fit one word.</summary>
    private Polytope Narrow(in Polytope wide)
    {
        Polytope narrow = wide;
        narrow.Words = 1;
        narrow.Slots = TakeInts(NarrowFacets);
        narrow.SlotCount = 0;
        narrow.Masks = (ulong*)Arena.Take(wide.Stride + 1);
        narrow.Alive = narrow.Masks + wide.Stride;
        new Span<ulong>(narrow.Masks, wide.Stride).Clear();
        for (int w = 0; w < wide.Words; w++)
        {
            ulong* masks = wide.Masks + (w * wide.Stride);
            for (ulong left = wide.Alive[w]; left != 0; left &= left - 1)
            {
                int bit = BitOperations.TrailingZeroCount(left);
                for (int v = 0; v < wide.Count; v++)
                {
                    narrow.Masks[v] |= ((masks[v] >> bit) & 1) << narrow.SlotCount;
                }

                narrow.Slots[narrow.SlotCount++] = wide.Slots[(64 * w) + bit];
            }
        }

        narrow.Alive[0] = (1UL << narrow.SlotCount) - 1;
        return narrow;
    }
}
