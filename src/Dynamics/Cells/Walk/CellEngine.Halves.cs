using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>The two parts of a polytope that was cut.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    // Behind the last column of a polytope, for stores of whole vectors.
    private const int Slack = 8;

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
}
