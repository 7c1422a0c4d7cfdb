using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>On which sides of hyperplanes a part lies.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    /// <summary>
    /// Finds the hyperplanes of a level that separate the vertices of a part, and counts the others into the pattern. Eight hyperplanes at once, by the largest and
    /// the least of their values; where these are too close to zero to tell, one by one.
    /// </summary>
    private void Classify(WalkLevel level, WalkFrame frame, int index, ref WalkNode node)
    {
        int stride = level.PlaneStride;
        var radius = Vector512.Create(LargestRadius(node.Polytope));
        for (int first = 0; first < level.Planes; first += 8)
        {
            (Vector512<double> least, Vector512<double> largest) = Range(frame.Planes + first, stride, node.Polytope);
            Vector512<double> limit = Vector512.FusedMultiplyAdd(Vector512.Load(frame.Norms + first), radius, Vector512.Load(frame.Margins + first));
            uint valid = ValidLanes(level.Planes - first);
            uint above = (uint)Vector512.GreaterThan(largest, limit).ExtractMostSignificantBits() & valid;
            uint below = (uint)Vector512.LessThan(least, -limit).ExtractMostSignificantBits() & valid;
            uint positive = (uint)Vector512.GreaterThan(least, limit).ExtractMostSignificantBits() & valid;
            uint negative = (uint)Vector512.LessThan(largest, -limit).ExtractMostSignificantBits() & valid;
            for (uint left = valid & ~negative; left != 0; left &= left - 1)
            {
                int lane = BitOperations.TrailingZeroCount(left);
                int sides = ((positive >> lane) & 1) != 0 ? HasPositive
                    : (((above & below) >> lane) & 1) != 0 ? Divides
                    : Sides(frame, stride, index, first + lane, node.Polytope);
                if (sides == Divides)
                {
                    node.Candidates[node.CandidateCount++] = first + lane;
                }
                else if (sides != HasNegative)
                {
                    node.Pattern[level.Unit[first + lane]]++; // the right piece too where the pre-activation is the breakpoint on all of the part
                    Undecided += sides == 0 && IsOpen(frame, stride, first + lane) ? 1 : 0;
                }
            }
        }
    }

    private double LargestRadius(in Polytope polytope)
    {
        double largest = 0;
        double* radii = polytope.X + (d * polytope.Stride);
        for (int v = 0; v < polytope.Count; v++)
        {
            largest = Math.Max(largest, radii[v]);
        }

        return largest;
    }

    /// <summary>The least and the largest value, over the vertices, of eight hyperplanes side by side.</summary>
    private (Vector512<double> Least, Vector512<double> Largest) Range(double* planes, int stride, in Polytope polytope)
    {
        Vector512<double> least = Vector512.Create(double.PositiveInfinity);
        Vector512<double> largest = Vector512.Create(double.NegativeInfinity);
        Vector512<double> b = Vector512.Load(planes + (d * stride));
        int v = 0;
        for (; v + 1 < polytope.Count; v += 2)
        {
            Vector512<double> y = b;
            Vector512<double> z = b;
            double* x = polytope.X + v;
            for (int j = 0; j < d; j++, x += polytope.Stride)
            {
                Vector512<double> a = Vector512.Load(planes + (j * stride));
                y = Vector512.FusedMultiplyAdd(a, Vector512.Create(x[0]), y);
                z = Vector512.FusedMultiplyAdd(a, Vector512.Create(x[1]), z);
            }

            least = Vector512.MinNative(least, Vector512.MinNative(y, z));
            largest = Vector512.MaxNative(largest, Vector512.MaxNative(y, z));
        }

        if (v < polytope.Count)
        {
            Vector512<double> z = b;
            for (int j = 0; j < d; j++)
            {
                z = Vector512.FusedMultiplyAdd(Vector512.Load(planes + (j * stride)), Vector512.Create(polytope.X[(j * polytope.Stride) + v]), z);
            }

            least = Vector512.MinNative(least, z);
            largest = Vector512.MaxNative(largest, z);
        }

        return (least, largest);
    }

    /// <summary>On which sides of a hyperplane the vertices of a polytope lie; stops when it is both.</summary>
    private int Sides(WalkFrame frame, int planeStride, int level, int plane, in Polytope polytope)
    {
        var margin = Vector512.Create(frame.Margins[plane]);
        var norm = Vector512.Create(frame.Norms[plane]);
        bool wasExact = IsExact(frame, level, plane);
        int sides = 0;
        for (int v = 0; v < polytope.Count; v += 8)
        {
            Vector512<double> z = Values(frame.Planes + plane, planeStride, polytope.X + v, polytope.Stride);
            Vector512<double> limit = Vector512.FusedMultiplyAdd(norm, Vector512.Load(polytope.X + (d * polytope.Stride) + v), margin);
            uint valid = ValidLanes(polytope.Count - v);
            uint positive = (uint)Vector512.GreaterThan(z, limit).ExtractMostSignificantBits() & valid;
            uint negative = (uint)Vector512.LessThan(z, -limit).ExtractMostSignificantBits() & valid;
            sides |= (positive != 0 ? HasPositive : 0) | (negative != 0 ? HasNegative : 0);
            if (sides == Divides)
            {
                return sides;
            }

            for (uint unclear = valid & ~(positive | negative); unclear != 0; unclear &= unclear - 1)
            {
                int lane = int.TrailingZeroCount((int)unclear);
                int sign = signs.Sign(this, level, plane, polytope, v + lane, z.GetElement(lane));
                if (wasExact != IsExact(frame, level, plane))
                {
                    return Sides(frame, planeStride, level, plane, polytope); // by a better row
                }

                sides |= sign > 0 ? HasPositive : sign < 0 ? HasNegative : 0;
            }

            if (sides == Divides)
            {
                return sides;
            }
        }

        return sides;
    }

    /// <summary>Whether a row of which no vertex has a sign may still not be zero.</summary>
    private bool IsOpen(WalkFrame frame, int planeStride, int plane) =>
        TSigns.Evidence != EvidenceLevel.Certified && (frame.Norms[plane] != 0 || frame.Planes[(d * planeStride) + plane] != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ValidLanes(int left) => left >= 8 ? 255u : (1u << left) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Values(double* plane, int planeStride, double* x, int stride)
    {
        var z = Vector512.Create(plane[d * planeStride]);
        for (int j = 0; j < d; j++)
        {
            z = Vector512.FusedMultiplyAdd(Vector512.Create(plane[j * planeStride]), Vector512.Load(x + (j * stride)), z);
        }

        return z;
    }
}
