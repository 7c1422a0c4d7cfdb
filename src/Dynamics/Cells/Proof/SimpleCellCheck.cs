using System.Numerics;
using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// Proves by error bounds that the closed cell of a pattern is the simple polytope that a walk found: that its listed vertices are vertices of the pattern's true
/// cell, and all of them.
/// </summary>
/// <remarks>
/// <para>
/// The true cell of a pattern is where every constraint of <see cref="RowEnclosure"/> holds. (1) The d hyperplanes listed at a vertex meet in one point, within a
/// proven radius. (2) At that point every other constraint holds strictly. So the point is a vertex of the true cell, simple, with d edges. (3) Each of these edges,
/// d − 1 of the listed hyperplanes, ends at another listed vertex. The graph of a polytope is connected, so there are no other vertices, and the listed
/// hyperplanes are the true facets. (4) The centre c lies strictly within every constraint: the witness.
/// </para>
/// <para>Whatever is not proved here, degenerate position above all, is left to <see cref="ExactCellCheck"/>.</para>
/// </remarks>
internal sealed class SimpleCellCheck
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

    private bool EncloseVertices(Cell cell)
    {
        int count = cell.VertexCount;
        int padded = Padded(count);
        for (int v = 0; v < padded; v++)
        {
            int source = Math.Min(v, count - 1);
            for (int j = 0; j < d; j++)
            {
                offsets[(j * padded) + v] = cell.Vertices[(source * d) + j] - centre[j];
            }
        }

        for (int v = 0; v < count; v++)
        {
            int k = 0;
            for (ulong rest = masks[v]; rest != 0; rest &= rest - 1, k++)
            {
                SetEquation(k, located[BitOperations.TrailingZeroCount(rest)], v, padded);
            }

            radii[v] = enclosure.Radius();
            if (!double.IsFinite(radii[v]))
            {
                return false;
            }
        }

        radii.AsSpan(count, padded - count).Fill(radii[count - 1]);
        return true;
    }

    // The approximation is centre + offset exactly; that it differs from the walk's vertex by a rounding does not matter.
    private void SetEquation(int k, (int Row, bool IsUpper) facet, int vertex, int padded)
    {
        double gamma = (d + 4) * RowEnclosure.Unit;
        int start = facet.Row * rows.Stride;
        double bound = facet.IsUpper ? rows.Upper[facet.Row] : rows.Lower[facet.Row];
        double value = rows.Rows[start + d] - bound;
        double size = Math.Abs(rows.Rows[start + d]) + Math.Abs(bound);
        double spread = rows.Errors[start + d];
        for (int j = 0; j < d; j++)
        {
            double offset = offsets[(j * padded) + vertex];
            value += rows.Rows[start + j] * offset;
            size += Math.Abs(rows.Rows[start + j] * offset);
            spread += rows.Errors[start + j] * Math.Abs(offset);
            enclosure.Matrix[(k * d) + j] = rows.Rows[start + j];
            enclosure.MatrixErrors[(k * d) + j] = rows.Errors[start + j];
        }

        enclosure.Residual[k] = ((Math.Abs(value) + (gamma * size) + spread) * (1 + gamma)) + RowEnclosure.Tiny;
    }

    private bool HoldElsewhere(Cell cell)
    {
        int facets = cell.Facets.Length;
        for (int f = 0; f < facets; f++)
        {
            (located[f].IsUpper ? facetAbove : facetBelow)[located[f].Row] = f;
        }

        bool holds = true;
        int padded = Padded(cell.VertexCount);
        for (int row = 0; row < rows.Count && holds; row++)
        {
            holds = HoldsElsewhere(row, cell.VertexCount, padded);
        }

        for (int f = 0; f < facets; f++)
        {
            (located[f].IsUpper ? facetAbove : facetBelow)[located[f].Row] = -1;
        }

        return holds;
    }

    private bool HoldsElsewhere(int row, int count, int padded)
    {
        int lanes = Vector<double>.Count;
        ReadOnlySpan<double> entries = rows.Rows.AsSpan(row * rows.Stride, d + 1);
        ReadOnlySpan<double> errors = rows.Errors.AsSpan(row * rows.Stride, d + 1);
        double gamma = (d + 4) * RowEnclosure.Unit;
        Vector<double> spread = new(gamma);
        Vector<double> lower = new(rows.Lower[row]);
        Vector<double> upper = new(rows.Upper[row]);
        for (int v = 0; v < count; v += lanes)
        {
            Vector<double> value = new(entries[d]);
            Vector<double> bound = new(errors[d] + (gamma * Math.Abs(entries[d])) + RowEnclosure.Tiny);
            Vector<double> radius = new(radii, v);
            for (int j = 0; j < d; j++)
            {
                Vector<double> offset = new(offsets, (j * padded) + v);
                Vector<double> entry = new(entries[j]);
                value = Vector.FusedMultiplyAdd(entry, offset, value);
                bound += Vector.Abs(entry) * Vector.FusedMultiplyAdd(spread, Vector.Abs(offset), radius);
                bound = Vector.FusedMultiplyAdd(new Vector<double>(errors[j]), Vector.Abs(offset) + radius, bound);
            }

            bound *= new Vector<double>(1 + gamma);
            Vector<long> below = Vector.GreaterThan(value - bound, lower);
            Vector<long> above = Vector.LessThan(value + bound, upper);
            if (Vector.EqualsAll(below & above, Vector<long>.AllBitsSet))
            {
                continue;
            }

            for (int lane = 0; lane < lanes && v + lane < count; lane++)
            {
                if ((below[lane] == 0 && !IsListed(facetBelow[row], v + lane)) || (above[lane] == 0 && !IsListed(facetAbove[row], v + lane)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsListed(int facet, int vertex) => facet >= 0 && (masks[vertex] >> facet & 1) != 0;

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
