using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Cutting a polytope in two.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    private readonly IndexList positive = new();
    private readonly IndexList negative = new();
    private readonly IndexList zero = new();
    private double[] values = new double[64];
    private double[] newX = new double[256];
    private ulong[] newMasks = new ulong[64];
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
        polytope.X = Arena.Take(((d + 1 + words) * polytope.Stride) + words);
        polytope.Masks = (ulong*)(polytope.X + ((d + 1) * polytope.Stride));
        polytope.Alive = polytope.Masks + (words * polytope.Stride);
        return polytope;
    }

    /// <summary>Finds the vertices on both sides of a hyperplane, on it, and the new ones, for <see cref="TakeHalf"/>.</summary>
    private void Cut(in Polytope polytope, WalkFrame frame, int planeStride, int level, int plane, int facet)
    {
        Separate(polytope, frame, planeStride, level, plane);
        newCount = 0;
        isWide = polytope.Words > 1 || polytope.Alive[0] == ulong.MaxValue;
        if (isWide)
        {
            CutWide(polytope, frame.Margins[plane], frame.Norms[plane], facet);
            return;
        }

        TakeSlot(polytope, BitOperations.TrailingZeroCount(~polytope.Alive[0]), facet);
        foreach (int p in positive.Items)
        {
            foreach (int q in negative.Items)
            {
                ulong common = polytope.Masks[p] & polytope.Masks[q];
                if (BitOperations.PopCount(common) >= d - 1 && (polytope.IsSimple || IsEdge(polytope, p, q, common)))
                {
                    AddVertex(polytope, p, q, frame.Margins[plane], frame.Norms[plane], facet);
                    newMasks[newCount++] = common | (1UL << newSlot);
                }
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
        positive.Clear(polytope.Count);
        negative.Clear(polytope.Count);
        zero.Clear(polytope.Count);
        if (values.Length < polytope.Stride)
        {
            values = new double[2 * polytope.Stride];
        }

        for (int v = 0; v < polytope.Count; v += 8)
        {
            Values(frame.Planes + plane, planeStride, polytope.X + v, polytope.Stride).CopyTo(values, v);
        }

        for (int v = 0; v < polytope.Count; v++)
        {
            double limit = frame.Margins[plane] + (frame.Norms[plane] * polytope.X[(d * polytope.Stride) + v]);
            double z = values[v];
            int sign = z > limit ? 1 : z < -limit ? -1 : signs.Sign(this, level, plane, polytope, v, z);
            (sign > 0 ? positive : sign < 0 ? negative : zero).Add(v);
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

    private void AddVertex(in Polytope polytope, int p, int q, double margin, double norm, int facet)
    {
        if (newCount == newMasks.Length || (newCount + 1) * (d + 1) > newX.Length)
        {
            Array.Resize(ref newMasks, 2 * newMasks.Length);
            Array.Resize(ref newX, newMasks.Length * (d + 1));
        }

        double zp = values[p];
        double zq = values[q];
        double wq = zp / (zp - zq);
        double wp = -zq / (zp - zq);
        CutVertex vertex = default;
        fixed (double* x = &newX[newCount * (d + 1)])
        {
            for (int i = 0; i < d; i++)
            {
                double a = polytope.X[(i * polytope.Stride) + p];
                double b = polytope.X[(i * polytope.Stride) + q];
                x[i] = (wp * a) + (wq * b);
                vertex.Extent = Math.Max(vertex.Extent, Math.Abs(a - b));
            }

            vertex.Parent = polytope;
            vertex.Positive = p;
            vertex.Negative = q;
            vertex.PositiveValue = zp;
            vertex.NegativeValue = zq;
            vertex.Margin = margin;
            vertex.Norm = norm;
            vertex.Facet = facet;
            vertex.X = x;
            x[d] = signs.Radius(this, vertex);
        }
    }

    /// <summary>One half of a polytope after <see cref="Cut"/>. Its facets are those that a vertex strictly on its side lies on, and the hyperplane.</summary>
    private Polytope TakeHalf(in Polytope parent, bool isPositive)
    {
        IndexList kept = isPositive ? positive : negative;
        if (isWide)
        {
            return TakeWideHalf(parent, kept);
        }

        Polytope half = Take(kept.Count + zero.Count + newCount, 1);
        half.Slots = slots;
        half.SlotCount = slotCount;
        ulong alive = 0;
        int count = 0;
        foreach (int v in kept.Items)
        {
            alive |= parent.Masks[v];
            half.Masks[count] = parent.Masks[v];
            CopyVertex(parent, v, half, count++);
        }

        alive |= 1UL << newSlot;
        half.Alive[0] = alive;
        foreach (int v in zero.Items)
        {
            half.Masks[count] = (parent.Masks[v] | (1UL << newSlot)) & alive;
            CopyVertex(parent, v, half, count++);
        }

        for (int i = 0; i < newCount; i++)
        {
            half.Masks[count] = newMasks[i] & alive;
            CopyNewVertex(i, half, count++);
        }

        half.IsSimple = parent.IsSimple;
        if (zero.Count > 0)
        {
            half.IsSimple = true;
            for (int v = 0; v < count; v++)
            {
                half.IsSimple &= BitOperations.PopCount(half.Masks[v]) == d;
            }
        }

        return half;
    }

    private void CopyVertex(in Polytope from, int source, in Polytope to, int target)
    {
        for (int j = 0; j <= d; j++)
        {
            to.X[(j * to.Stride) + target] = from.X[(j * from.Stride) + source];
        }
    }

    private void CopyNewVertex(int source, in Polytope to, int target)
    {
        for (int j = 0; j <= d; j++)
        {
            to.X[(j * to.Stride) + target] = newX[(source * (d + 1)) + j];
        }
    }
}
