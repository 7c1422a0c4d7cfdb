using System.Runtime.CompilerServices;
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
                Undecided += sides == 0 && IsOpen(frame, level.PlaneStride, h) ? 1 : 0;
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

    private int* TakeInts(int count) => (int*)Arena.Take((count + 1) / 2);

    private byte* TakeBytes(int count) => (byte*)Arena.Take((count + 7) / 8);
}
