using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// Proves by error bounds that the closed cell of a pattern is the simple polytope that a walk found: that its listed vertices are vertices of the pattern's
/// true
/// cell, and all of them.
/// </summary>
/// <remarks>
/// <para>
/// The true cell of a pattern is where every constraint of <see cref="RowEnclosure"/> holds. (1) The d hyperplanes listed at a vertex meet in one point,
/// within a
/// proven radius. (2) At that point every other constraint holds strictly. So the point is a vertex of the true cell, simple, with d edges. (3) Each of
/// these edges,
/// d − 1 of the listed hyperplanes, ends at another listed vertex. The graph of a polytope is connected, so there are no other vertices, and the listed
/// hyperplanes are the true facets. (4) The centre c lies strictly within every constraint: the witness.
/// </para>
/// <para>Whatever is not proved here, degenerate position above all, is left to <see cref="ExactCellCheck"/>.</para>
/// </remarks>
internal sealed partial class SimpleCellCheck
{
    private const int MostFacets = 64;

    private readonly int d;
    private readonly RowEnclosure rows;
    private readonly VertexEnclosure enclosure;
    private readonly double[] centre;
    private readonly int[] facetAbove;
    private readonly int[] facetBelow;
    private readonly (int Row, bool IsUpper)[] located = new (int, bool)[MostFacets];
    private ulong[] masks = new ulong[64];
    private double[] offsets = new double[64];
    private double[] radii = new double[64];

    /// <summary>Memory for the cells of one worker.</summary>
    public SimpleCellCheck(PiecewiseLinearProgram program, CellDomain domain)
    {
        d = domain.Dimension;
        rows = new RowEnclosure(program, domain);
        enclosure = new VertexEnclosure(d);
        centre = new double[d];
        facetAbove = new int[rows.Count];
        facetBelow = new int[rows.Count];
        facetAbove.AsSpan().Fill(-1);
        facetBelow.AsSpan().Fill(-1);
    }

    /// <summary>For each vertex of the cell last proved the bit set of its facets.</summary>
    public ReadOnlySpan<ulong> Masks(int vertices) => masks.AsSpan(0, vertices);

    /// <summary>Whether the cell is proved.</summary>
    public bool Proves(Cell cell)
    {
        if (cell.Facets.Length > MostFacets || !SetMasks(cell))
        {
            return false;
        }

        SetCentre(cell);
        rows.Compute(cell.Pattern, centre);
        return HoldsAtCentre() && LocateFacets(cell) && EncloseVertices(cell) && HoldElsewhere(cell) && EdgesClose(cell.VertexCount);
    }

    private bool SetMasks(Cell cell)
    {
        int count = cell.VertexCount;
        int padded = (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        if (masks.Length < padded)
        {
            masks = new ulong[2 * padded];
        }

        if (radii.Length < padded || offsets.Length < d * padded)
        {
            (radii, offsets) = (new double[2 * padded], new double[2 * d * padded]);
        }

        ulong met = 0;
        for (int v = 0; v < count; v++)
        {
            ReadOnlySpan<int> facets = cell.FacetsAt(v);
            if (facets.Length != d)
            {
                return false;
            }

            ulong mask = 0;
            foreach (int facet in facets)
            {
                mask |= 1UL << facet;
            }

            masks[v] = mask;
            met |= mask;
        }

        return BitOperations.PopCount(met) == cell.Facets.Length;
    }

    private void SetCentre(Cell cell)
    {
        ReadOnlySpan<double> vertices = cell.Vertices;
        centre.AsSpan().Clear();
        for (int i = 0; i < vertices.Length; i++)
        {
            centre[i % d] += vertices[i];
        }

        for (int j = 0; j < d; j++)
        {
            centre[j] /= cell.VertexCount;
        }
    }

    private bool HoldsAtCentre()
    {
        for (int row = 0; row < rows.Count; row++)
        {
            double value = rows.Rows[(row * rows.Stride) + d];
            double error = rows.Errors[(row * rows.Stride) + d];
            if (!(value - error > rows.Lower[row] && value + error < rows.Upper[row]))
            {
                return false;
            }
        }

        return true;
    }

    private bool LocateFacets(Cell cell)
    {
        ReadOnlySpan<Facet> facets = cell.Facets;
        for (int f = 0; f < facets.Length; f++)
        {
            located[f] = rows.Locate(facets[f], cell.Pattern);
            if (located[f].Row < 0)
            {
                return false;
            }
        }

        return true;
    }

    // Each vertex must find, for each of its facets, exactly one other vertex that shares all its other facets.
    private bool EdgesClose(int count)
    {
        for (int v = 0; v < count; v++)
        {
            ulong dropped = 0;
            for (int w = 0; w < count; w++)
            {
                ulong common = masks[v] & masks[w];
                if (w == v || BitOperations.PopCount(common) < d - 1)
                {
                    continue;
                }

                ulong without = masks[v] & ~common;
                if (without == 0 || (dropped & without) != 0)
                {
                    return false;
                }

                dropped |= without;
            }

            if (dropped != masks[v])
            {
                return false;
            }
        }

        return true;
    }

    private static int Padded(int count) => (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
}
