using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>
/// Level lines by marching squares (Lorensen and Cline, SIGGRAPH 1987, in the plane): linear along each edge of the dual grid.
/// </summary>
internal static class LevelLine
{
    /// <summary>Segments x₁, y₁, x₂, y₂ of {value = level} between the centres of the cells. O(cells).</summary>
    public static ImmutableArray<double> Of(PlaneGrid grid, ImmutableArray<double> values, double level)
    {
        ImmutableArray<double>.Builder segments = ImmutableArray.CreateBuilder<double>();
        for (int row = 0; row + 1 < grid.Rows; row++)
        {
            for (int column = 0; column + 1 < grid.Columns; column++)
            {
                int lower = (row * grid.Columns) + column;
                Square(segments, grid, values, level, [lower, lower + 1, lower + grid.Columns + 1, lower + grid.Columns]);
            }
        }

        return segments.ToImmutable();
    }

    /// <summary>
    /// One square, its corners counter-clockwise. With four crossings the value in the middle decides which corners hang together.
    /// </summary>
    private static void Square(
        ImmutableArray<double>.Builder segments, PlaneGrid grid, ImmutableArray<double> values, double level, ReadOnlySpan<int> corners)
    {
        Span<double> crossings = stackalloc double[8];
        int count = 0;
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            int from = corners[i];
            int to = corners[(i + 1) % 4];
            if (!double.IsFinite(values[from]))
            {
                return;
            }

            sum += values[from];
            if (values[from] < level != values[to] < level)
            {
                double share = (level - values[from]) / (values[to] - values[from]);
                ReadOnlySpan<double> a = grid.Points.Row(from);
                ReadOnlySpan<double> b = grid.Points.Row(to);
                crossings[2 * count] = a[0] + (share * (b[0] - a[0]));
                crossings[(2 * count) + 1] = a[1] + (share * (b[1] - a[1]));
                count++;
            }
        }

        if (count == 2)
        {
            segments.AddRange(crossings[..4]);
        }
        else if (count == 4)
        {
            bool joinsFirst = sum / 4 < level == values[corners[0]] < level;
            segments.AddRange(joinsFirst ? crossings : [.. crossings[6..8], .. crossings[..6]]);
        }
    }
}
