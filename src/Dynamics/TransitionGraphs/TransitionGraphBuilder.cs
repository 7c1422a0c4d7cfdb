using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>Builds transition graphs by two walks: over the cells of f^n, and over those of f^(n+1) with the box's sides as further hyperplanes after the first f.</summary>
public static class TransitionGraphBuilder
{
    /// <summary>The transition graph of a map on a box.</summary>
    /// <param name="network">A continuous piecewise-linear network with as many outputs as inputs.</param>
    /// <param name="box">Where, with lower bounds below upper bounds.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops; the result then says that it is not complete.</param>
    /// <exception cref="InvalidInputException">The network is no piecewise-linear self-map, the box has another dimension, or the refinement is not positive.</exception>
    public static TransitionGraph TransitionGraph(
        this Network network,
        Box box,
        TransitionGraphOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new TransitionGraphOptions();
        RequireSelfMap(network);
        int n = options.Refinement;
        if (n < 1)
        {
            throw new InvalidInputException($"transition graph: refinement is {n}, expected at least 1");
        }

        Stopwatch watch = Stopwatch.StartNew();
        CellWalkOptions Walk() => new()
        {
            Evidence = options.Evidence,
            Workers = options.Workers,
            Budget = options.Budget - watch.Elapsed is { } left ? TimeSpan.FromTicks(Math.Max(1, left.Ticks)) : null,
        };

        CellDomain domain = new(box);
        PiecewiseLinearProgram f = PiecewiseLinearProgram.Of(network);
        PiecewiseLinearProgram power = Power(f, n);
        (MapCell[] cells, bool complete, EvidenceLevel evidence) = MapCellVisitor.Collect(power, domain, Walk(), null, cancellation);
        if (n > 1)
        {
            (MapCell[] plain, bool all, _) = MapCellVisitor.Collect(f, domain, Walk(), null, cancellation);
            complete &= all;
            Dictionary<ImmutableArray<byte>, MapCell> maps = plain.ToDictionary(cell => cell.Pattern, new PatternComparer());
            cells = [.. cells.Where(c => maps.ContainsKey(c.Pattern[..f.Units])).Select(c => c with { A = maps[c.Pattern[..f.Units]].A, B = maps[c.Pattern[..f.Units]].B })];
        }

        Dictionary<ImmutableArray<byte>, int> nodes = new(new PatternComparer());
        foreach ((int i, MapCell cell) in cells.Index())
        {
            nodes.Add(cell.Pattern, i);
        }

        double[][] sides = [.. Enumerable.Range(0, box.Dimension).Select(k => new[] { box.Lower[k], box.Upper[k] })];
        CellWalkResult<TransitionVisitor> walk = CellWalk.Run(
            f.DividedAt(sides).Then(power),
            domain,
            () => new TransitionVisitor(nodes, f.Units, box.Dimension, n, f.Steps.Length + 1),
            Walk(),
            progress,
            cancellation);
        bool[] leaves = new bool[cells.Length];
        foreach (int node in walk.Visitors.SelectMany(visitor => visitor.Leaving))
        {
            leaves[node] = true;
        }

        HashSet<(int From, int To)> exact = [.. walk.Visitors.SelectMany(visitor => visitor.Edges)];
        ImmutableArray<(int, int)> touching = 
        [
            .. TouchingEdges.Find(box, cells, exact, walk.Visitors.SelectMany(v => v.InWalls)).Where(e => !exact.Contains(e)).Distinct().Order(),
        ];
        DirectedGraph graph = DirectedGraph.Of(cells.Length, exact.Concat(touching));
        return new TransitionGraph
        {
            Box = box,
            Options = options,
            Cells = [.. cells],
            Edges = graph,
            Touching = touching,
            Leaves = [.. leaves],
            Morse = MorseGraph.Of(graph, leaves),
            ForwardInvariant = NeverLeaving(graph, leaves),
            Complete = complete && walk.Complete && walk.Visitors.Sum(v => v.Lost) == 0,
            Evidence = touching.IsEmpty ? (EvidenceLevel)Math.Min((int)evidence, (int)walk.Evidence) : EvidenceLevel.Numerical,
        };
    }

    internal static void RequireSelfMap(Network network)
    {
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException(
                $"network: maps {network.Inputs} to {network.Outputs} numbers, expected as many outputs as inputs to be iterated");
        }
    }

    private static PiecewiseLinearProgram Power(PiecewiseLinearProgram f, int n) =>
        Enumerable.Range(1, n - 1).Aggregate(f, (power, _) => power.Then(f));

    private static ImmutableArray<int> NeverLeaving(DirectedGraph graph, bool[] leaves)
    {
        DirectedGraph back = graph.Reversed();
        bool[] leaving = [.. leaves];
        Stack<int> open = new(Enumerable.Range(0, leaves.Length).Where(i => leaves[i]));
        while (open.TryPop(out int node))
        {
            foreach (int before in back.Targets(node))
            {
                if (!leaving[before])
                {
                    leaving[before] = true;
                    open.Push(before);
                }
            }
        }

        return [.. Enumerable.Range(0, leaves.Length).Where(i => !leaving[i])];
    }
}
