using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Cutting a polytope in two.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    // Behind the last column of a polytope, for stores of whole vectors.
    private const int Slack = 8;

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

    /// <summary>The domain as a polytope.</summary>
    /// <returns>Whether it has an interior.</returns>
    private bool MakeDomain(out Polytope polytope)
    {
        polytope = MakeBox();
        int halfspaces = Plan.Domain.Halfspaces.Length;
        int stride = PlaneStride(WalkPlan.DomainLevel);
        WalkFrame frame = Frame(WalkPlan.DomainLevel);
        frame.Planes = Arena.Take((d + 1) * stride);
        frame.Norms = Arena.Take(stride);
        frame.Margins = Arena.Take(stride);
        for (int i = 0; i < halfspaces; i++)
        {
            Halfspace halfspace = Plan.Domain.Halfspaces[i];
            for (int j = 0; j < d; j++)
            {
                frame.Planes[(j * stride) + i] = -halfspace.Normal[j];
            }

            frame.Planes[(d * stride) + i] = halfspace.Offset;
        }

        SetNorms(frame, stride);
        SetReach(frame, polytope);
        signs.SetMargins(this, WalkPlan.DomainLevel, polytope);
        for (int i = 0; i < halfspaces; i++)
        {
            int sides = Sides(frame, stride, WalkPlan.DomainLevel, i, polytope);
            if ((sides & HasPositive) == 0)
            {
                return false;
            }

            if (sides == Divides)
            {
                Cut(polytope, frame, stride, WalkPlan.DomainLevel, i, Plan.FirstHalfspace + i);
                polytope = TakeHalf(polytope, isPositive: true);
            }
        }

        return true;
    }

    private Polytope MakeBox()
    {
        Polytope box = Take(1 << d, 1);
        box.IsSimple = true;
        box.SlotCount = 2 * d;
        box.Slots = TakeInts(2 * d);
        box.Alive[0] = (1UL << (2 * d)) - 1;
        for (int s = 0; s < 2 * d; s++)
        {
            box.Slots[s] = s;
        }

        for (int v = 0; v < box.Count; v++)
        {
            box.Masks[v] = 0;
            box.X[(d * box.Stride) + v] = 0;
            for (int i = 0; i < d; i++)
            {
                int upper = (v >> i) & 1;
                box.X[(i * box.Stride) + v] = upper == 0 ? Plan.Domain.Box.Lower[i] : Plan.Domain.Box.Upper[i];
                box.Masks[v] |= 1UL << ((2 * i) + upper);
            }
        }

        return box;
    }

    private Polytope Take(int count, int words)
    {
        Polytope polytope = default;
        polytope.Count = count;
        polytope.Stride = (count + 7) & ~7;
        polytope.Words = words;
        polytope.X = Arena.Take(((d + 1 + words) * polytope.Stride) + words + Slack);
        polytope.Masks = (ulong*)(polytope.X + ((d + 1) * polytope.Stride));
        polytope.Alive = polytope.Masks + (words * polytope.Stride);
        return polytope;
    }

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

    private void Separate(in Polytope polytope, WalkFrame frame, int planeStride, int level, int plane)
    {
        int blocks = polytope.Stride / 8;
        positive.Clear(blocks);
        negative.Clear(blocks);
        zero.Clear(blocks);
        values.Reserve(polytope.Stride);
        indices.Reserve(polytope.Stride);
        var margin = Vector512.Create(frame.Margins[plane]);
        var norm = Vector512.Create(frame.Norms[plane]);
        double* radii = polytope.X + (d * polytope.Stride);
        for (int b = 0; b < blocks; b++)
        {
            int v = 8 * b;
            Vector512<double> z = Values(frame.Planes + plane, planeStride, polytope.X + v, polytope.Stride);
            z.Store(values.Doubles + v);
            Vector512<double> limit = Vector512.FusedMultiplyAdd(norm, Vector512.Load(radii + v), margin);
            uint valid = ValidLanes(polytope.Count - v);
            uint isPositive = (uint)Vector512.GreaterThan(z, limit).ExtractMostSignificantBits() & valid;
            uint isNegative = (uint)Vector512.LessThan(z, -limit).ExtractMostSignificantBits() & valid;
            for (uint unclear = valid & ~(isPositive | isNegative); unclear != 0; unclear &= unclear - 1)
            {
                int lane = BitOperations.TrailingZeroCount(unclear);
                int sign = signs.Sign(this, level, plane, polytope, v + lane, values.Doubles[v + lane]);
                isPositive |= sign > 0 ? 1u << lane : 0;
                isNegative |= sign < 0 ? 1u << lane : 0;
            }

            positive.Set(b, isPositive);
            negative.Set(b, isNegative);
            zero.Set(b, valid & ~(isPositive | isNegative));
        }
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

    /// <summary>Makes room for new vertices: columns of the capacity, which is a multiple of eight.</summary>
    private void ReserveNew(int count)
    {
        if (count <= newCapacity)
        {
            return;
        }

        int capacity = (2 * count + 15) & ~7;
        newXReserve.Reserve((d + 1) * capacity);
        for (int j = 0; j <= d; j++)
        {
            new ReadOnlySpan<double>(newX.Doubles + (j * newCapacity), newCount).CopyTo(new Span<double>(newXReserve.Doubles + (j * capacity), newCount));
        }

        (newX, newXReserve) = (newXReserve, newX);
        newMasks.Reserve(capacity);
        newCapacity = capacity;
    }

    private void AddVertex(ref CutVertex vertex)
    {
        int stride = vertex.Parent.Stride;
        double zp = values.Doubles[vertex.Positive];
        double zq = values.Doubles[vertex.Negative];

        // A value that counts as positive only after correction may be 0 or below here.
        zp = Math.Max(zp, double.Epsilon);
        zq = Math.Min(zq, -double.Epsilon);
        double drop = zp - zq;
        double wq = zp / drop;
        double wp = -zq / drop;
        double* p = vertex.Parent.X + vertex.Positive;
        double* q = vertex.Parent.X + vertex.Negative;
        double* x = vertex.X;
        double extent = 0;
        for (int i = 0; i < d; i++)
        {
            double a = p[i * stride];
            double b = q[i * stride];
            x[i] = (wp * a) + (wq * b);
            extent = Math.Max(extent, Math.Abs(a - b));
        }

        vertex.PositiveValue = zp;
        vertex.NegativeValue = zq;
        vertex.Extent = extent;
        double* column = newX.Doubles + newCount++;
        column[d * newCapacity] = signs.Radius(this, vertex);
        for (int i = 0; i < d; i++)
        {
            column[i * newCapacity] = x[i];
        }
    }

    /// <summary>One half of a polytope after <see cref="Cut"/>. Its facets are those that a vertex strictly on its side lies on, and the hyperplane.</summary>
    private Polytope TakeHalf(in Polytope parent, bool isPositive)
    {
        Separation kept = isPositive ? positive : negative;
        if (isWide)
        {
            return TakeWideHalf(parent, kept);
        }

        Polytope half = Take(kept.Count + zero.Count + newCount, 1);
        half.Slots = slots;
        half.SlotCount = slotCount;
        CopyColumns(parent, kept, half);
        ulong* masks = half.Masks;
        kept.Copy((double*)parent.Masks, (double*)masks);
        ulong alive = 1UL << newSlot;
        for (int v = 0; v < kept.Count; v++)
        {
            alive |= masks[v];
        }

        masks += kept.Count;
        if (zero.Count == 0)
        {
            CopyNew((double*)newMasks.Masks, (double*)masks);
            half.Alive[0] = alive;
            half.IsSimple = parent.IsSimple;
            return half;
        }

        zero.Copy((double*)parent.Masks, (double*)masks);
        for (int i = 0; i < zero.Count; i++)
        {
            masks[i] = (masks[i] | (1UL << newSlot)) & alive;
        }

        for (int i = 0; i < newCount; i++)
        {
            masks[zero.Count + i] = newMasks.Masks[i] & alive;
        }

        half.Alive[0] = alive;
        half.IsSimple = true;
        for (int v = 0; v < half.Count; v++)
        {
            half.IsSimple &= BitOperations.PopCount(half.Masks[v]) == d;
        }

        return half;
    }

    /// <summary>Coordinates and radii of the vertices of one side, of those on the hyperplane, and of the new ones. Each store may spill into the next column.</summary>
    private void CopyColumns(in Polytope parent, Separation kept, in Polytope half)
    {
        for (int j = 0; j <= d; j++)
        {
            double* from = parent.X + (j * parent.Stride);
            double* to = half.X + (j * half.Stride);
            kept.Copy(from, to);
            to += kept.Count;
            if (zero.Count > 0)
            {
                zero.Copy(from, to);
                to += zero.Count;
            }

            CopyNew(newX.Doubles + (j * newCapacity), to);
        }
    }

    private void CopyNew(double* from, double* to)
    {
        for (int i = 0; i < newCount; i += 8)
        {
            Vector512.Load(from + i).Store(to + i);
        }
    }
}
