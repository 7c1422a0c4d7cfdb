using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// One worker's walk: a stack of parts of the domain that wait to be divided. The part on top is divided by the first hyperplane of its level that separates its
/// vertices; one half is pushed, the other goes on. When no hyperplane of the level is left, the affine map of the next one is complete, and that level begins.
/// Every division makes one cell more, so there is one division a cell.
/// </summary>
/// <typeparam name="TSigns">How signs are decided.</typeparam>
internal sealed unsafe partial class CellEngine<TSigns> : WalkPath
    where TSigns : struct, IVertexSigns<TSigns>
{
    private readonly int d;
    private readonly int lastLevel;
#pragma warning disable IDE0044 // a struct whose calls may change it
    private TSigns signs;
#pragma warning restore IDE0044
    private WalkNode[] nodes = new WalkNode[64];
    private int bottom;
    private int top;
    private WalkNode current;

    public CellEngine(WalkPlan plan)
        : base(plan)
    {
        d = plan.Dimension;
        lastLevel = plan.Levels.Length - 1;
        signs = TSigns.Create(this);
    }

    /// <summary>
    /// How many times a unit's value was within rounding of its breakpoint all over a part, though not equal to it: the part is as thin as that, and what is on
    /// the other side in it is not listed.
    /// </summary>
    public long Undecided { get; private set; }

    /// <summary>How many parts wait.</summary>
    public int Waiting => top - bottom;

    /// <summary>The part or cell at which the walk stands.</summary>
    public ref readonly WalkNode Current => ref current;

    /// <summary>Starts at the whole domain.</summary>
    public void Begin()
    {
        bottom = top = 0;
        if (!MakeDomain(out Polytope domain))
        {
            return;
        }

        WalkNode node = default;
        node.Polytope = domain;
        node.Level = WalkPlan.DomainLevel;
        node.Weight = 1;
        if (lastLevel >= 0)
        {
            WalkSegment segment = Plan.Segments[0];
            node.Next = Arena.Take((d + 1) * segment.Stride);
            double* inputs = Arena.Take((d + 1) * InputStride);
            UnitRows(WalkPlan.DomainLevel, inputs);
            Evaluate(segment.Value, inputs, InputStride, WalkPlan.DomainLevel, node.Next, segment.Stride);
        }

        node.End = Arena.Height;
        Push(node);
    }

    /// <summary>Goes on to the next event.</summary>
    public WalkEvent Advance()
    {
        if (bottom == top)
        {
            return WalkEvent.End;
        }

        current = nodes[--top];
        Arena.Release(current.End);
        while (current.CandidateCount > 0)
        {
            Divide();
        }

        if (current.Level >= 0)
        {
            WalkLevel level = Plan.Levels[current.Level];
            new ReadOnlySpan<byte>(current.Pattern, level.Units.Length).CopyTo(Pattern.AsSpan(level.FirstUnit));
        }

        if (current.Level == lastLevel)
        {
            return WalkEvent.Cell;
        }

        OpenFrame(current.Level + 1);
        return WalkEvent.Part;
    }

    /// <summary>Copies the vertices of the present part, row after row.</summary>
    /// <param name="target">Receives them.</param>
    public void CopyVertices(Span<double> target)
    {
        Polytope polytope = current.Polytope;
        for (int v = 0, i = 0; v < polytope.Count; v++)
        {
            for (int j = 0; j < d; j++)
            {
                target[i++] = polytope.X[(j * polytope.Stride) + v];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(in WalkNode node)
    {
        if (top == nodes.Length)
        {
            if (bottom > 0)
            {
                Array.Copy(nodes, bottom, nodes, 0, top - bottom);
                top -= bottom;
                bottom = 0;
            }
            else
            {
                Array.Resize(ref nodes, 2 * nodes.Length);
            }
        }

        nodes[top++] = node;
    }
}
