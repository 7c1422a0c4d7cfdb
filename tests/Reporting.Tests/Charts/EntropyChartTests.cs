using System.Xml.Linq;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Svg;

namespace TorchDynInspect.Reporting.Tests.Charts;

/// <summary>Pictures of the map 0 → ½ → 1 → 0, linear between: two nodes, laps 2, 3, 5, 8, …, entropy the logarithm of the golden mean.</summary>
public sealed class EntropyChartTests
{
    private static readonly double GoldenMean = (1 + Math.Sqrt(5)) / 2;

    private static EntropyResult Golden => new()
    {
        Asked = (0, 1),
        Invariant = (0, 1),
        Lower = Math.Log(GoldenMean) - 1e-12,
        Upper = Math.Log(GoldenMean) + 1e-12,
        Evidence = EvidenceLevel.Certified,
        Laps = 2,
        LapCounts = [2, 3, 5, 8, 13, 21],
        Closed = true,
        Nodes = 2,
        Tower = [(0, 1), (0.5, 1)],
        Bounds =
        [
            new EntropyBound("E1", "laps", BoundKind.Upper, Math.Log(2), EvidenceLevel.Certified, "lap(f) = 2"),
            new EntropyBound("E3", "Lipschitz", BoundKind.Upper, Math.Log(2), EvidenceLevel.Certified, "L = 2"),
            new EntropyBound("E4", "period", BoundKind.Lower, Math.Log(GoldenMean), EvidenceLevel.Certified, "period 3"),
        ],
        Complete = true,
    };

    [Fact]
    public void A_line_of_growth_has_the_bound_as_its_logarithmic_slope()
    {
        Figure figure = LapGrowthChart.Of(Golden);
        LineMark[] lines = [.. figure.Marks.OfType<LineMark>()];
        Assert.Equal(3, lines.Length);
        double[] slopes = [.. lines.Select(line => Math.Log(line.Y[^1] / line.Y[0]) / (line.X[^1] - line.X[0]))];
        Assert.Equal(Math.Log(GoldenMean), slopes[0], 1e-9);
        Assert.Equal(Math.Log(2), slopes[1], 1e-9);
        Assert.Equal(Math.Log(2), slopes[2], 1e-9);
        Assert.Equal([2.0, 3, 5, 8, 13, 21], Assert.Single(figure.Marks.OfType<PointsMark>()).Y.ToArray());
    }

    [Fact]
    public void Lower_bounds_draw_no_line_of_growth() =>
        Assert.DoesNotContain(LapGrowthChart.Of(Golden).Marks, mark => mark.Name?.StartsWith("E4", StringComparison.Ordinal) == true);

    [Fact]
    public void A_constant_number_of_laps_is_drawn_with_a_level_line()
    {
        Figure figure = LapGrowthChart.Of(Golden with { Lower = 0, Upper = 0, Laps = 1, LapCounts = [1, 1, 1], Bounds = [] });
        LineMark line = Assert.Single(figure.Marks.OfType<LineMark>());
        Assert.Equal([1.0, 1.0], line.Y.ToArray());
        Assert.DoesNotContain("NaN", SvgFigure.Render(figure), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_lap_counts_there_is_no_growth_to_draw() =>
        Assert.Throws<InvalidInputException>(() => LapGrowthChart.Of(Golden with { LapCounts = [] }));

    [Fact]
    public void Each_node_of_the_tower_is_a_bar_over_its_interval_below_the_graph()
    {
        Figure figure = TowerChart.Of([0, 0.5, 1], [0.5, 1, 0], Golden);
        SegmentsMark bars = Assert.Single(figure.Marks.OfType<SegmentsMark>());
        Assert.Equal((0.0, 1.0), (bars.Segments[0], bars.Segments[2]));
        Assert.Equal((0.5, 1.0), (bars.Segments[4], bars.Segments[6]));
        Assert.True(bars.Segments[5] < bars.Segments[1] && bars.Segments[1] < 0);
        Assert.True(bars.Segments[5] > figure.Y.Min);
        Assert.Equal(EvidenceLevel.Certified, figure.Evidence);
    }

    [Fact]
    public void A_tall_tower_says_how_many_of_its_nodes_are_shown()
    {
        Figure figure = TowerChart.Of([0, 1], [0, 1], Golden with { Nodes = 500, Tower = [.. Enumerable.Repeat((0.0, 1.0), 500)] });
        Assert.Contains(figure.Notes, note => note.Contains("60 of 500", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_pictures_are_well_formed_documents()
    {
        Assert.NotEmpty(XDocument.Parse(SvgFigure.Render(LapGrowthChart.Of(Golden))).Descendants());
        Assert.NotEmpty(XDocument.Parse(SvgFigure.Render(TowerChart.Of([0, 0.5, 1], [0.5, 1, 0], Golden))).Descendants());
    }
}
