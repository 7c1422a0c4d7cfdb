using System.Numerics;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <content>Vertices: where they are, and that every other constraint holds there.</content>
internal sealed partial class SimpleCellCheck
{
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
}
