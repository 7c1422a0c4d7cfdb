using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Cutting a polytope of more than 64 facets, whose sets of facets take several words. Rare, so plain.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    // A half this far below 64 facets goes back to one word.
    private const int NarrowFacets = 56;

    private int newWords;
    private ulong[] common = [];

    private void CutWide(in Polytope polytope, double margin, double norm, int facet)
    {
        int slot = 0;
        while (slot < 64 * polytope.Words && ((polytope.Alive[slot / 64] >> slot) & 1) != 0)
        {
            slot++;
        }

        TakeSlot(polytope, slot, facet);
        newWords = Math.Max(polytope.Words, (slot / 64) + 1);
        if (common.Length < newWords)
        {
            common = new ulong[newWords];
        }

        foreach (int p in positive.Items)
        {
            foreach (int q in negative.Items)
            {
                int count = 0;
                for (int w = 0; w < polytope.Words; w++)
                {
                    common[w] = polytope.Masks[(w * polytope.Stride) + p] & polytope.Masks[(w * polytope.Stride) + q];
                    count += BitOperations.PopCount(common[w]);
                }

                if (count >= d - 1 && (polytope.IsSimple || IsWideEdge(polytope, p, q)))
                {
                    AddVertex(polytope, p, q, margin, norm, facet);
                    if (newMasks.Length < (newCount + 1) * newWords)
                    {
                        Array.Resize(ref newMasks, 2 * (newCount + 1) * newWords);
                    }

                    Span<ulong> mask = newMasks.AsSpan(newCount++ * newWords, newWords);
                    mask[^1] = 0;
                    common.AsSpan(0, polytope.Words).CopyTo(mask);
                    mask[slot / 64] |= 1UL << slot;
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

    private Polytope TakeWideHalf(in Polytope parent, IndexList kept)
    {
        Polytope half = Take(kept.Count + zero.Count + newCount, newWords);
        half.Slots = slots;
        half.SlotCount = slotCount;
        int facets = 0;
        for (int w = 0; w < newWords; w++)
        {
            ulong* masks = half.Masks + (w * half.Stride);
            ulong slotBit = w == newSlot / 64 ? 1UL << newSlot : 0;
            ulong alive = slotBit;
            int count = 0;
            foreach (int v in kept.Items)
            {
                masks[count] = w < parent.Words ? parent.Masks[(w * parent.Stride) + v] : 0;
                alive |= masks[count++];
            }

            foreach (int v in zero.Items)
            {
                masks[count++] = ((w < parent.Words ? parent.Masks[(w * parent.Stride) + v] : 0) | slotBit) & alive;
            }

            for (int i = 0; i < newCount; i++)
            {
                masks[count++] = newMasks[(i * newWords) + w] & alive;
            }

            half.Alive[w] = alive;
            facets += BitOperations.PopCount(alive);
        }

        int vertex = 0;
        foreach (int v in kept.Items)
        {
            CopyVertex(parent, v, half, vertex++);
        }

        foreach (int v in zero.Items)
        {
            CopyVertex(parent, v, half, vertex++);
        }

        for (int i = 0; i < newCount; i++)
        {
            CopyNewVertex(i, half, vertex++);
        }

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
