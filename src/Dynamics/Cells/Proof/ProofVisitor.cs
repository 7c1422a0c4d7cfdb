using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>Proves the cells of one worker that are simple, and keeps of each its packed pattern and the units that change across its facets.</summary>
internal sealed class ProofVisitor(PiecewiseLinearProgram program, CellDomain domain, PatternLayout layout) : ICellVisitor
{
    private readonly SimpleCellCheck check = new(program, domain);
    private readonly FaceCount faces = new();
    private readonly ulong[] packed = new ulong[layout.Words];
    private readonly List<Crossing> crossings = [];
    private readonly List<int> ends = [0];

    /// <summary>How many cells came.</summary>
    public long Listed { get; private set; }

    /// <summary>The packed patterns of the cells proved here, one after the other.</summary>
    public List<ulong> Patterns { get; } = [];

    /// <summary>Their hashes.</summary>
    public List<ulong> Hashes { get; } = [];

    /// <summary>How many of their facets are on the domain's boundary.</summary>
    public long BoundaryFacets { get; private set; }

    /// <summary>Σ (−1)^dimension over the faces that they own (<see cref="FaceCount"/>).</summary>
    public long Euler { get; private set; }

    /// <summary>The patterns of the cells that error bounds do not settle.</summary>
    public List<byte[]> Unsettled { get; } = [];

    /// <summary>The facets of a cell proved here that are not on the domain's boundary.</summary>
    public ReadOnlySpan<Crossing> Facets(int cell) => CollectionsMarshal.AsSpan(crossings)[ends[cell]..ends[cell + 1]];

    /// <inheritdoc/>
    public void Visit(Cell cell)
    {
        Listed++;
        if (!check.Proves(cell))
        {
            Unsettled.Add(cell.Pattern.ToArray());
            return;
        }

        Hashes.Add(layout.Pack(cell.Pattern, packed));
        Patterns.AddRange(packed);
        ulong owned = 0;
        ReadOnlySpan<Facet> facets = cell.Facets;
        for (int f = 0; f < facets.Length; f++)
        {
            Facet facet = facets[f];
            if (facet.Kind != FacetKind.Unit)
            {
                BoundaryFacets++;
                owned |= 1UL << f;
                continue;
            }

            bool isAbove = cell.Pattern[facet.Index] > facet.Breakpoint;
            crossings.Add(new Crossing(facet.Index, (byte)(isAbove ? facet.Breakpoint : facet.Breakpoint + 1)));
            owned |= isAbove ? 1UL << f : 0;
        }

        ends.Add(crossings.Count);
        Euler += faces.Euler(cell.Dimension, check.Masks(cell.VertexCount), owned);
    }
}
