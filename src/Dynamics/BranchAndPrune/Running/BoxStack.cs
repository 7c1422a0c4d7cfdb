using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>The boxes that one worker still has to look at, in one array; taken from the top, given away from the bottom, where the largest are.</summary>
/// <param name="n">Dimension.</param>
internal sealed class BoxStack(int n)
{
    private Interval[] boxes = new Interval[64 * n];
    private NodeState[] states = new NodeState[64];
    private int bottom;
    private int top;

    /// <summary>How many boxes it holds.</summary>
    public int Count => top - bottom;

    /// <summary>Puts a box on top.</summary>
    public void Push(ReadOnlySpan<Interval> box, NodeState state)
    {
        if (top == states.Length)
        {
            MakeRoom();
        }

        box.CopyTo(boxes.AsSpan(top * n));
        states[top++] = state;
    }

    /// <summary>Takes the top box.</summary>
    public NodeState Pop(Span<Interval> box)
    {
        top--;
        boxes.AsSpan(top * n, n).CopyTo(box);
        NodeState state = states[top];
        if (top == bottom)
        {
            (top, bottom) = (0, 0);
        }

        return state;
    }

    /// <summary>Takes the bottom box.</summary>
    public NodeState TakeBottom(Span<Interval> box)
    {
        boxes.AsSpan(bottom * n, n).CopyTo(box);
        return states[bottom++];
    }

    private void MakeRoom()
    {
        if (bottom > top / 2)
        {
            boxes.AsSpan(bottom * n, Count * n).CopyTo(boxes);
            states.AsSpan(bottom, Count).CopyTo(states);
            (bottom, top) = (0, Count);
            return;
        }

        Array.Resize(ref boxes, 2 * boxes.Length);
        Array.Resize(ref states, 2 * states.Length);
    }
}
