using System.Xml.Linq;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Dynamics.TransitionGraphs;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Svg;

namespace TorchDynInspect.Reporting.Tests.Charts;

/// <summary>Pictures of cells: partitions, regions of attraction, Morse graphs.</summary>
public sealed class CellChartTests
{
    // Kinks on the axes: four cells of slopes ½ and 1, one of them reversed.
    private static readonly Network Map = new(2, [
        new Elementwise([new LeakyRelu(0.5), new LeakyRelu(-0.5)]),
        new Affine(new Matrix(2, 2, [0.5, 0, 0, 0.5]), [0.1, 0.2]),
    ]);

    private static readonly CellDomain Square = new(Box.Cube(2, -1, 1));

    private static XDocument Draw(Figure figure) => XDocument.Parse(SvgFigure.Render(figure));

    private static string[] Paths(XDocument picture, string style) =>
        [.. picture.Descendants().Where(e => e.Name.LocalName == "path" && ((string?)e.Attribute("class"))?.StartsWith(style, StringComparison.Ordinal) == true)
            .Select(e => (string)e.Attribute("d")!)];

    [Fact]
    public void A_partition_is_one_path_a_colour_with_every_polygon_in_it()
    {
        PlanarPartition partition = Map.Partition(Square);
        Figure figure = PartitionChart.Of(partition, isSelfMap: true);
        PolygonsMark mark = Assert.IsType<PolygonsMark>(Assert.Single(figure.Marks));
        Assert.Equal(4, mark.Count);
        XDocument picture = Draw(figure);
        string[] fills = [.. picture.Descendants().Where(e => (string?)e.Attribute("transform") == "scale(.1)").First().Elements().Select(e => (string)e.Attribute("d")!)];
        Assert.Equal(4, string.Concat(fills).Count(c => c == 'z'));
        Assert.Single(Paths(picture, "seam"));
        Assert.Contains("4 linear regions by ‖A‖₂", picture.ToString(), StringComparison.Ordinal);
        Assert.Equal(EvidenceLevel.Numerical, figure.Evidence);
    }

    [Fact]
    public void Polygons_keep_their_place_to_a_tenth_of_a_pixel()
    {
        PolygonsMark mark = new([0, 0, 1, 0, 1, 1, 0, 1], [0, 8]);
        Figure figure = new() { Title = "t", Description = "d", X = new Axis("x", 0, 1), Y = new Axis("y", 0, 1), Marks = [mark] };
        string path = Draw(figure).Descendants().Single(e => (string?)e.Attribute("transform") == "scale(.1)").Elements().Single().Attribute("d")!.Value;
        int[] numbers = [.. System.Text.RegularExpressions.Regex.Matches(path, @"-?\d+").Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(8, numbers.Length);

        // Along the bottom, up, and back: the steps are the sides of the plotting area.
        Assert.Equal((0, 0), (numbers[3], numbers[4]));
        Assert.Equal((-numbers[2], 0), (numbers[6], numbers[7]));
        Assert.InRange(numbers[2], 3500, 4600);
        Assert.True(numbers[5] < 0);
    }

    [Fact]
    public void Signs_of_the_determinant_are_named_in_the_legend()
    {
        Figure figure = PartitionChart.Of(Map.Partition(Square, CellMeasure.DeterminantSign), isSelfMap: true);
        Assert.Equal(["det A > 0: orientation kept", "det A < 0: orientation reversed"], figure.Marks.Select(mark => mark.Name!));
        Assert.Equal([2, 2], figure.Marks.Cast<PolygonsMark>().Select(mark => mark.Count));
        Assert.Contains("Positive in 2, negative in 2, zero in 0", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_polygon_thinner_than_a_tenth_of_a_pixel_is_left_out()
    {
        PolygonsMark mark = new([0, 0, 1, 0, 1, 1e-9, 0, 0, 1, 0, 1, 1], [0, 6, 12]);
        Figure figure = new() { Title = "t", Description = "d", X = new Axis("x", 0, 1), Y = new Axis("y", 0, 1), Marks = [mark] };
        Assert.Equal(1, SvgFigure.Render(figure).Split("z\"")[0].Split("transform")[1].Count(c => c == 'M'));
    }

    [Fact]
    public void A_region_of_attraction_shows_every_polytope_of_every_step()
    {
        RegionOfAttraction region = Map.RegionOfAttraction(Square.Box, [0.2, 0.4]);
        Figure figure = AttractionChart.Of(region);
        Assert.Equal(region.Shells.Sum(shell => shell.Polytopes.Length), figure.Marks.OfType<PolygonsMark>().Single().Count);
        Assert.Contains(figure.Marks, mark => mark.Name == "inner region, mapped into itself");
        Assert.NotNull(Draw(figure));
    }

    [Fact]
    public void In_a_morse_graph_every_edge_leads_down()
    {
        MorseGraph graph = new(
            [new([0], true, false), new([1], true, false), new([2, 3], false, false), new([4], false, true), new([5], false, false)],
            [(2, 0), (2, 1), (3, 1), (4, 2), (4, 3)]);
        Figure figure = MorseGraphChart.Of(graph, EvidenceLevel.Numerical);
        SegmentsMark edges = Assert.Single(figure.Marks.OfType<SegmentsMark>());
        Assert.Equal(graph.Edges.Length, edges.Segments.Length / 4);
        for (int i = 0; i < edges.Segments.Length; i += 4)
        {
            Assert.True(edges.Segments[i + 1] > edges.Segments[i + 3]);
        }

        Assert.Equal(["mapped into itself", "leads on", "may leave the box"], figure.Marks.OfType<PointsMark>().Select(mark => mark.Name!));
        Assert.Equal(5, figure.Marks.OfType<PointsMark>().Sum(mark => mark.X.Length));
        string[] places = [.. figure.Marks.OfType<PointsMark>().SelectMany(mark => mark.X.Zip(mark.Y, (x, y) => $"{x:R},{y:R}"))];
        Assert.Equal(5, places.Distinct().Count());
        Assert.DoesNotContain("tick", string.Join(' ', Draw(figure).Descendants().Select(e => (string?)e.Attribute("class"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_morse_graph_draws_nothing_and_does_not_fail() =>
        Assert.Contains("0 recurrent components", SvgFigure.Render(MorseGraphChart.Of(new MorseGraph([], []), EvidenceLevel.Numerical)), StringComparison.Ordinal);
}
