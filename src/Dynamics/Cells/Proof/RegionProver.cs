using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// Proves a count of regions. A walk in floating point proposes the cells; nothing of it is believed. Simple cells are proved by error bounds while the walk
/// runs, the others in exact rationals afterwards; then every facet must lead to a cell of the list, and a cell found missing that way is proved and added,
/// until the list is closed.
/// </summary>
internal sealed class RegionProver
{
    private readonly PiecewiseLinearProgram program;
    private readonly CellDomain domain;
    private readonly CellWalkOptions options;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly PatternLayout layout;
    private readonly PatternTable table;
    private readonly ExactCellCheck exact;
    private readonly HashSet<UInt128> sharedFaces = [];
    private readonly List<int> facets = [];
    private readonly List<ExactCell> exactCells = [];
    private long euler;
    private long boundaryFacets;
    private long dropped;
    private long added;
    private string? failure;

    public RegionProver(PiecewiseLinearProgram program, CellDomain domain, CellWalkOptions options)
    {
        this.program = program;
        this.domain = domain;
        this.options = options;
        layout = new PatternLayout(program);
        table = new PatternTable(layout.Words);
        exact = new ExactCellCheck(ExactProgram.Of(program), domain);
    }

    private ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = options.Workers > 0 ? options.Workers : Environment.ProcessorCount };

    /// <summary>Walks and proves.</summary>
    public RegionCount Prove(IProgress<double>? progress, CancellationToken cancellation)
    {
        CellWalkOptions numerical = options with { Evidence = EvidenceLevel.Numerical };
        CellWalkResult<ProofVisitor> walk = CellWalk.Run(program, domain, NewVisitor, numerical, progress, cancellation);
        return Prove(walk.Visitors, walk.Complete, cancellation);
    }

    /// <summary>A visitor for <see cref="Prove(IReadOnlyList{ProofVisitor}, bool, CancellationToken)"/>.</summary>
    public ProofVisitor NewVisitor() => new(program, domain, layout);

    /// <summary>Proves what visitors have seen, and finds what is missing.</summary>
    /// <param name="visitors">The visitors.</param>
    /// <param name="isComplete">Whether they are thought to have seen all cells; if not, only what they saw is proved.</param>
    /// <param name="cancellation">Stops.</param>
    public RegionCount Prove(IReadOnlyList<ProofVisitor> visitors, bool isComplete, CancellationToken cancellation)
    {
        foreach (ProofVisitor visitor in visitors)
        {
            Add(visitor);
        }

        bool isSettled = Settle(visitors.SelectMany(visitor => visitor.Unsettled), cancellation);
        bool isClosed = failure is null && isComplete && isSettled && Close(visitors, cancellation);
        if (isClosed)
        {
            int expected = table.Count > 0 || ExactPolytope.Of(domain) is not null ? 1 : 0;
            failure ??= euler == expected ? null : $"the Euler characteristic is {euler}, expected {expected}";
        }

        RegionProof proof = new(
            table.Count, exactCells.Count, facets.Sum(count => (long)count) / 2, boundaryFacets, euler, added, dropped, failure);
        EvidenceLevel evidence = failure is null ? EvidenceLevel.Certified : EvidenceLevel.Numerical;
        return new RegionCount(table.Count, isClosed && failure is null, evidence, proof, clock.Elapsed.TotalSeconds);
    }

    private bool Stops(CancellationToken cancellation) => cancellation.IsCancellationRequested || (options.Budget is { } budget && clock.Elapsed > budget);

    private void Add(ProofVisitor visitor)
    {
        ReadOnlySpan<ulong> patterns = CollectionsMarshal.AsSpan(visitor.Patterns);
        boundaryFacets += visitor.BoundaryFacets;
        euler += visitor.Euler;
        for (int i = 0; i < visitor.Hashes.Count; i++)
        {
            if (!table.Add(patterns.Slice(i * layout.Words, layout.Words), visitor.Hashes[i]))
            {
                failure = "the walk listed a region twice";
                continue;
            }

            facets.Add(visitor.Facets(i).Length);
        }
    }

    /// <summary>Proves patterns in exact rationals and adds them.</summary>
    /// <returns>Whether there was time for all.</returns>
    private bool Settle(IEnumerable<byte[]> patterns, CancellationToken cancellation)
    {
        ConcurrentBag<ExactCell?> cells = [];
        ParallelLoopResult loop = Parallel.ForEach(patterns, Parallelism, (pattern, state) =>
        {
            if (Stops(cancellation))
            {
                state.Stop();
                return;
            }

            cells.Add(exact.Check(pattern));
        });
        ulong[] packed = new ulong[layout.Words];
        foreach (ExactCell? cell in cells)
        {
            ulong hash = cell is null ? 0 : layout.Pack(cell.Pattern, packed);
            if (cell is null || !table.Add(packed, hash))
            {
                dropped++;
                continue;
            }

            exactCells.Add(cell);
            facets.Add(cell.Neighbours.Count);
            boundaryFacets += cell.BoundaryFacets;
            euler += cell.OwnedEuler;
            euler += cell.SharedFaces.Where(face => sharedFaces.Add(face.Key)).Sum(face => face.Sign);
        }

        return loop.IsCompleted;
    }

    /// <summary>Follows every facet. A pattern that is not in the list is proved and added, and its facets followed in turn.</summary>
    /// <returns>Whether there was time for all.</returns>
    private bool Close(IReadOnlyList<ProofVisitor> visitors, CancellationToken cancellation)
    {
        FacetMatching matching = new(layout, table);
        foreach (ProofVisitor visitor in visitors)
        {
            matching.Follow(visitor, Parallelism);
        }

        int followed = 0;
        while (true)
        {
            for (; followed < exactCells.Count; followed++)
            {
                matching.Follow(exactCells[followed]);
            }

            List<byte[]> missing = matching.TakeMissing();
            if (missing.Count == 0)
            {
                failure ??= Asymmetry(matching.Named);
                return true;
            }

            int before = table.Count;
            if (!Settle(missing, cancellation))
            {
                return false;
            }

            added += table.Count - before;
            if (!matching.Retry())
            {
                failure = "beyond a facet lies a pattern without interior";
                return true;
            }
        }
    }

    // A facet is one of both regions, so each is named once for each of its own.
    private string? Asymmetry(IReadOnlyList<int> named)
    {
        for (int region = 0; region < named.Count; region++)
        {
            if (named[region] != facets[region])
            {
                return $"region {region} has {facets[region]} inner facets and lies beyond {named[region]}";
            }
        }

        return null;
    }
}
