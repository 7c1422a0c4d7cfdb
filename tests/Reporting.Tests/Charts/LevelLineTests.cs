using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Reporting.Charts;

namespace TorchDynInspect.Reporting.Tests.Charts;

public class LevelLineTests
{
    [Fact]
    public void The_level_line_of_the_squared_distance_is_a_circle_of_full_length()
    {
        PlaneGrid grid = new(Box.Cube(2, -2, 2), 80, 80);
        ImmutableArray<double> line = LevelLine.Of(grid, [.. grid.Points.ToRows().Select(p => (p[0] * p[0]) + (p[1] * p[1]))], 1);
        double length = 0;
        for (int i = 0; i < line.Length; i += 4)
        {
            // Linear interpolation of x² over a cell of width h is off by at most h²/8 in value, so by h²/16 in radius.
            Assert.InRange(Math.Sqrt((line[i] * line[i]) + (line[i + 1] * line[i + 1])), 1 - (0.05 * 0.05 / 8), 1 + 1e-12);
            length += Math.Sqrt(Math.Pow(line[i] - line[i + 2], 2) + Math.Pow(line[i + 1] - line[i + 3], 2));
        }

        Assert.InRange(length, 0.995 * 2 * Math.PI, 2 * Math.PI);
    }

    [Fact]
    public void At_a_saddle_the_middle_value_decides_and_lines_never_cross()
    {
        PlaneGrid grid = new(Box.Cube(2, -1, 1), 2, 2);
        ImmutableArray<double> high = LevelLine.Of(grid, [1, -1, -1, 1], 0.1);
        ImmutableArray<double> low = LevelLine.Of(grid, [1, -1, -1, 1], -0.1);
        Assert.Equal(8, high.Length);
        // Above the middle value 0 the two high corners (lower left, upper right) are islands: a segment stays on its side of x + y = 0.
        Assert.True(high[0] + high[1] < 0 == high[2] + high[3] < 0);
        // Below it the two low corners are the islands: a segment stays on its side of x = y.
        Assert.True(low[0] < low[1] == low[2] < low[3]);
    }
}
