using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>
/// Reads edges off the cells of f^(n+1): each is a full-dimensional C ∩ f⁻¹(C′). The pattern is that of f, then the sides of the box at which f(x) lies, then
/// n times that of f.
/// </summary>
internal sealed class TransitionVisitor : ICellVisitor
{
    private readonly Dictionary<ImmutableArray<byte>, int>.AlternateLookup<ReadOnlySpan<byte>> nodes;
    private readonly int units;
    private readonly int dimension;
    private readonly int firstStepAfterBox;
    private readonly byte[] source;

    /// <summary>Creates a visitor.</summary>
    /// <param name="nodes">The nodes by pattern.</param>
    /// <param name="units">Length of f's pattern.</param>
    /// <param name="dimension">d.</param>
    /// <param name="refinement">n.</param>
    /// <param name="firstStepAfterBox">The first step of the second f.</param>
    public TransitionVisitor(Dictionary<ImmutableArray<byte>, int> nodes, int units, int dimension, int refinement, int firstStepAfterBox)
    {
        this.nodes = nodes.GetAlternateLookup<ReadOnlySpan<byte>>();
        this.units = units;
        this.dimension = dimension;
        this.firstStepAfterBox = firstStepAfterBox;
        source = new byte[units * refinement];
    }

    /// <summary>Edges, one a piece.</summary>
    public HashSet<(int From, int To)> Edges { get; } = [];

    /// <summary>Nodes of which a part with interior leaves the box.</summary>
    public HashSet<int> Leaving { get; } = [];

    /// <summary>Parts of a node whose image lies in a wall between cells: the pattern there belongs to no cell.</summary>
    public List<(int From, ConvexPolytope Part)> InWalls { get; } = [];

    /// <summary>How many parts belong to no known node: thinner than what rounding resolves.</summary>
    public int Lost { get; private set; }

    public bool Enter(CellPart part)
    {
        if (part.NextStep < firstStepAfterBox || IsInBox(part.Pattern))
        {
            return true;
        }

        if (source.Length > units)
        {
            // The walk goes on, to learn to which refined cell the part belongs.
            return true;
        }

        Leave(part.Pattern[..units]);
        return false;
    }

    public void Visit(Cell cell)
    {
        ReadOnlySpan<byte> pattern = cell.Pattern;
        pattern[..units].CopyTo(source);
        pattern.Slice(units + dimension, source.Length - units).CopyTo(source.AsSpan(units));
        if (!IsInBox(pattern))
        {
            Leave(source);
            return;
        }

        if (!nodes.TryGetValue(source, out int from))
        {
            Lost++;
        }
        else if (nodes.TryGetValue(pattern.Slice(units + dimension, source.Length), out int to))
        {
            Edges.Add((from, to));
        }
        else
        {
            InWalls.Add((from, ConvexPolytope.Of(cell)));
        }
    }

    private void Leave(ReadOnlySpan<byte> pattern)
    {
        if (nodes.TryGetValue(pattern, out int node))
        {
            Leaving.Add(node);
        }
        else
        {
            Lost++;
        }
    }

    // Piece 1 of three lies between the box's bounds.
    private bool IsInBox(ReadOnlySpan<byte> pattern) => !pattern.Slice(units, dimension).ContainsAnyExcept((byte)1);
}
