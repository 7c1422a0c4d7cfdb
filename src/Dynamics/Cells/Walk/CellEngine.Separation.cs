using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Which vertices lie on which side, and the new ones between.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    /// <summary>Finds the vertices on both sides of a hyperplane and on it, by a row that is good enough to say where new ones are.</summary>
    private void Separate(in Polytope polytope, WalkFrame frame, int planeStride, int level, int plane)
    {
        bool wasExact = IsExact(frame, level, plane);
        SeparateOnce(polytope, frame, planeStride, level, plane);
        if (wasExact != IsExact(frame, level, plane) || signs.Sharpen(this, level, plane, new ReadOnlySpan<double>(values.Doubles, polytope.Count)))
        {
            SeparateOnce(polytope, frame, planeStride, level, plane);
        }
    }

    private static bool IsExact(WalkFrame frame, int level, int plane) => level < 0 || frame.IsExact[plane];

    private void SeparateOnce(in Polytope polytope, WalkFrame frame, int planeStride, int level, int plane)
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
}
