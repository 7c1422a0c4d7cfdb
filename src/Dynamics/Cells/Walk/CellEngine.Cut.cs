using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Cutting a polytope in two.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    private readonly Separation positive = new();
    private readonly Separation negative = new();
    private readonly Separation zero = new();
    private readonly ScratchBuffer values = new();
    private readonly ScratchBuffer indices = new();
    private readonly ScratchBuffer negativeMasks = new();
    private readonly ScratchBuffer newMasks = new();
    private readonly AlignedArray newPoint = new(WalkPlan.MostDimensions);
    private ScratchBuffer newX = new();
    private ScratchBuffer newXReserve = new();
    private int newCapacity;
    private int newCount;
    private int* slots;
    private int slotCount;
    private int newSlot;
    private bool isWide;

    /// <summary>Finds the vertices on both sides of a hyperplane, on it, and the new ones, for <see cref="TakeHalf"/>.</summary>
    private void Cut(in Polytope polytope, WalkFrame frame, int planeStride, int level, int plane, int facet)
    {
        Separate(polytope, frame, planeStride, level, plane);
        newCount = 0;
        CutVertex vertex = default;
        vertex.Parent = polytope;
        vertex.Facet = facet;
        vertex.Margin = frame.Margins[plane];
        vertex.Norm = frame.Norms[plane];
        vertex.X = newPoint.Pointer;
        int* positives = (int*)indices.Doubles;
        int* negatives = positives + positive.Count;
        positive.CopyIndices(positives);
        negative.CopyIndices(negatives);
        isWide = polytope.Words > 1 || polytope.Alive[0] == ulong.MaxValue;
        if (isWide)
        {
            CutWide(polytope, positives, negatives, ref vertex);
            return;
        }

        TakeSlot(polytope, BitOperations.TrailingZeroCount(~polytope.Alive[0]), facet);
        negativeMasks.Reserve(negative.Count + 8);
        negative.Copy((double*)polytope.Masks, negativeMasks.Doubles);
        for (int i = 0; i < positive.Count; i++)
        {
            vertex.Positive = positives[i];
            ReserveNew(newCount + negative.Count);
            if (polytope.IsSimple)
            {
                CutSimpleEdges(polytope, negatives, ref vertex);
            }
            else
            {
                CutEdges(polytope, negatives, ref vertex);
            }
        }
    }

    /// <summary>The edges from one vertex of a simple polytope to the negative side lead to the vertices that miss just one of its facets.</summary>
    private void CutSimpleEdges(in Polytope polytope, int* negatives, ref CutVertex vertex)
    {
        ulong own = polytope.Masks[vertex.Positive];
        var ownVector = Vector512.Create(own);
        ulong* others = negativeMasks.Masks;
        int count = negative.Count;
        for (int k = 0; k < count; k += 8)
        {
            Vector512<ulong> missing = Vector512.AndNot(ownVector, Vector512.Load(others + k));
            Vector512<ulong> rest = missing & (missing - Vector512<ulong>.One);
            uint edges = (uint)Vector512.Equals(rest, Vector512<ulong>.Zero).ExtractMostSignificantBits() & ValidLanes(count - k);
            for (; edges != 0; edges &= edges - 1)
            {
                int other = k + BitOperations.TrailingZeroCount(edges);
                newMasks.Masks[newCount] = (own & others[other]) | (1UL << newSlot);
                vertex.Negative = negatives[other];
                AddVertex(ref vertex);
            }
        }
    }

    private void CutEdges(in Polytope polytope, int* negatives, ref CutVertex vertex)
    {
        ulong own = polytope.Masks[vertex.Positive];
        for (int k = 0; k < negative.Count; k++)
        {
            ulong common = own & negativeMasks.Masks[k];
            if (BitOperations.PopCount(common) >= d - 1 && IsEdge(polytope, vertex.Positive, negatives[k], common))
            {
                newMasks.Masks[newCount] = common | (1UL << newSlot);
                vertex.Negative = negatives[k];
                AddVertex(ref vertex);
            }
        }
    }

    /// <summary>The table of slots of both halves: the polytope's, and the hyperplane in a slot that is free.</summary>
    private void TakeSlot(in Polytope polytope, int slot, int facet)
    {
        newSlot = slot;
        slotCount = Math.Max(polytope.SlotCount, newSlot + 1);
        slots = TakeInts(slotCount);
        new ReadOnlySpan<int>(polytope.Slots, polytope.SlotCount).CopyTo(new Span<int>(slots, polytope.SlotCount));
        slots[newSlot] = facet;
    }

    /// <summary>Whether two vertices with enough facets in common are the ends of an edge: no third vertex lies on all of these facets.</summary>
    private static bool IsEdge(in Polytope polytope, int p, int q, ulong common)
    {
        for (int v = 0; v < polytope.Count; v++)
        {
            if ((polytope.Masks[v] & common) == common && v != p && v != q)
            {
                return false;
            }
        }

        return true;
    }
}
