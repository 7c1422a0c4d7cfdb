using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Which hyperplanes divide a part, and what their sides decide.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    private const int HasPositive = 1;
    private const int HasNegative = 2;
    private const int Divides = HasPositive | HasNegative;

    private int[] decided = new int[64];

    /// <summary>Has the part of the present <see cref="WalkEvent.Part"/> divided by its next level.</summary>
    public void EnterPart()
    {
        int index = current.Level + 1;
        WalkLevel level = Plan.Levels[index];
        WalkFrame frame = Frame(index);
        WalkNode node = default;
        node.Polytope = current.Polytope;
        node.Level = index;
        node.Weight = current.Weight;
        node.Pattern = TakeBytes(level.Units.Length);
        node.Candidates = TakeInts(level.Planes);
        new Span<byte>(node.Pattern, level.Units.Length).Clear();
        Classify(level, frame, index, ref node);
        if (index != lastLevel)
        {
            WalkSegment segment = Plan.Segments[index + 1];
            node.Next = Arena.Take((d + 1) * segment.Stride);
            Evaluate(segment.Value, null, 0, index, node.Next, segment.Stride);
            int candidate = 0;
            for (int u = 0; u < level.Units.Length; u++)
            {
                bool open = false;
                while (candidate < node.CandidateCount && level.Unit[node.Candidates[candidate]] == u)
                {
                    open = true;
                    candidate++;
                }

                AffinePiece piece = level.Units[u].Pieces[node.Pattern[u]];
                if (!open && piece != default)
                {
                    AddUnit(index, u, piece, node.Next);
                }
            }
        }

        node.End = Arena.Height;
        Push(node);
    }

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

    /// <summary>Divides the present part by its first candidate; the negative half is pushed, the positive one becomes the present part.</summary>
    private void Divide()
    {
        WalkNode parent = current;
        int plane = parent.Candidates[0];
        WalkLevel level = Plan.Levels[parent.Level];
        Cut(parent.Polytope, Frame(parent.Level), level.PlaneStride, parent.Level, plane, level.FirstPlane + plane);
        Child(parent, level, plane, isPositive: false);
        Push(current);
        Child(parent, level, plane, isPositive: true);
    }

    private void Child(in WalkNode parent, WalkLevel level, int plane, bool isPositive)
    {
        int units = level.Units.Length;
        WalkNode node = default;
        node.Level = parent.Level;
        node.Weight = parent.Weight / 2;
        node.Next = parent.Next;
        node.Polytope = TakeHalf(parent.Polytope, isPositive);
        node.Pattern = TakeBytes(units);
        Unsafe.CopyBlockUnaligned(node.Pattern, parent.Pattern, (uint)units);
        node.Candidates = TakeInts(parent.CandidateCount - 1);
        int decisions = 0;
        Decide(level, plane, isPositive, node.Pattern, ref decisions);
        WalkFrame frame = Frame(parent.Level);
        for (int i = 1; i < parent.CandidateCount; i++)
        {
            int h = parent.Candidates[i];
            int sides = Sides(frame, level.PlaneStride, parent.Level, h, node.Polytope);
            if (sides == Divides)
            {
                node.Candidates[node.CandidateCount++] = h;
            }
            else
            {
                Decide(level, h, sides != HasNegative, node.Pattern, ref decisions);
            }
        }

        if (parent.Next != null)
        {
            AddDecided(level, ref node, decisions);
        }

        node.End = Arena.Height;
        current = node;
    }

    private void Decide(WalkLevel level, int plane, bool isPositive, byte* pattern, ref int decisions)
    {
        if (isPositive)
        {
            pattern[level.Unit[plane]]++;
        }

        if (decisions == decided.Length)
        {
            Array.Resize(ref decided, 2 * decisions);
        }

        decided[decisions++] = level.Unit[plane];
    }

    private void AddDecided(WalkLevel level, ref WalkNode node, int decisions)
    {
        bool isShared = true;
        for (int i = 0; i < decisions; i++)
        {
            int unit = decided[i];
            AffinePiece piece = level.Units[unit].Pieces[node.Pattern[unit]];
            if (piece == default || (!level.IsSingle && (IsOpen(level, node, unit) || decided.AsSpan(0, i).Contains(unit))))
            {
                continue;
            }

            if (isShared)
            {
                int words = (d + 1) * Plan.Segments[node.Level + 1].Stride;
                double* own = Arena.Take(words);
                Unsafe.CopyBlockUnaligned(own, node.Next, (uint)words * 8);
                node.Next = own;
                isShared = false;
            }

            AddUnit(node.Level, unit, piece, node.Next);
        }
    }

    private static bool IsOpen(WalkLevel level, in WalkNode node, int unit)
    {
        for (int i = 0; i < node.CandidateCount; i++)
        {
            if (level.Unit[node.Candidates[i]] == unit)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>On which sides of a hyperplane the vertices of a polytope lie; stops when it is both.</summary>
    private int Sides(WalkFrame frame, int planeStride, int level, int plane, in Polytope polytope)
    {
        var margin = Vector512.Create(frame.Margins[plane]);
        var norm = Vector512.Create(frame.Norms[plane]);
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
                sides |= sign > 0 ? HasPositive : sign < 0 ? HasNegative : 0;
            }

            if (sides == Divides)
            {
                return sides;
            }
        }

        return sides;
    }

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

    private int* TakeInts(int count) => (int*)Arena.Take((count + 1) / 2);

    private byte* TakeBytes(int count) => (byte*)Arena.Take((count + 7) / 8);
}
