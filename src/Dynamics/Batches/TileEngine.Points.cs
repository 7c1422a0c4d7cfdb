using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>Points into lanes, and results out of them.</summary>
internal sealed unsafe partial class TileEngine
{
    private TileState Load(ReadOnlySpan<double> points)
    {
        int d = network.Inputs;
        int count = points.Length / d;
        Lanes* data = arena.Take(d * Columns);
        double* scalar = (double*)data;
        for (int p = 0; p < TilePoints; p++)
        {
            // Lanes without a point repeat the last one, so that they cannot raise a false alarm.
            ReadOnlySpan<double> x = points.Slice(Math.Min(p, count - 1) * d, d);
            double* lane = scalar + (p / LaneCount * d * LaneCount) + (p % LaneCount);
            for (int j = 0; j < d; j++)
            {
                lane[j * LaneCount] = x[j];
            }
        }

        return new TileState(data, d, true);
    }

    private void Store(TileState input, TileState output, int count, Span<double> values, Span<double> linear, Span<double> offsets)
    {
        int m = output.Width;
        int d = network.Inputs;
        Lanes* h = output.Data;
        Suspect(h, m * Columns);
        Unpack(h, m, count, values);
        if (!withMap)
        {
            return;
        }

        if (backward)
        {
            StorePulled(input, output, count, linear, offsets);
            return;
        }

        Lanes* map = h + ((ValueColumns + OffsetColumns) * m);
        Lanes* offset = h + (ValueColumns * m);
        if (form == AffineForm.Tangent)
        {
            offset = arena.Take(Groups * m);
            for (int e = 0; e < Groups * m; e++)
            {
                offset[e] = h[e];
            }

            for (int j = 0; j < d; j++)
            {
                for (int g = 0; g < Groups; g++)
                {
                    Lanes x = -input.Data[(g * d) + j];
                    Lanes* column = map + (((j * Groups) + g) * m);
                    for (int i = 0; i < m; i++)
                    {
                        offset[(g * m) + i] = Vector512.FusedMultiplyAdd(column[i], x, offset[(g * m) + i]);
                    }
                }
            }

            Suspect(offset, Groups * m);
        }

        Unpack(offset, m, count, offsets);
        fixed (double* rows = linear)
        {
            for (int p = 0; p < count; p += LaneCount)
            {
                Lanes* columns = map + (p / LaneCount * m);
                for (int i = 0; i < m; i++)
                {
                    LaneTranspose.Scatter(
                        columns + i, (nint)m * Groups, d, rows + ((nint)p * m * d) + ((nint)i * d), (nint)m * d, Math.Min(LaneCount, count - p));
                }
            }
        }
    }

    private static void Unpack(Lanes* columns, int width, int count, Span<double> rows)
    {
        double* scalar = (double*)columns;
        for (int p = 0; p < count; p++)
        {
            double* lane = scalar + ((long)(p / LaneCount) * width * LaneCount) + (p % LaneCount);
            for (int i = 0; i < width; i++)
            {
                rows[(p * width) + i] = lane[i * LaneCount];
            }
        }
    }
}
