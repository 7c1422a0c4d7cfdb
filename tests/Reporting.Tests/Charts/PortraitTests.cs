using System.Xml.Linq;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Svg;

namespace TorchDynInspect.Reporting.Tests.Charts;

/// <summary>Pictures of fixed points with their basins, and of critical points.</summary>
public sealed class PortraitTests
{
    // Per coordinate −1, 0, 1 up to a little: 4 attracting points, 4 saddles, 1 repelling.
    private static readonly Network Doubled = new(2, [new Affine(new Matrix(2, 2, [2, 0, 0, 2]), [0, 0]), new Elementwise([new Tanh(), new Tanh()])]);

    private static readonly Network Flip = new(1, [new Affine(new Matrix(1, 1, [-2]), [0]), new Elementwise([new Tanh()])]);

    private static readonly Network Moduli = new(2, [
        new Affine(new Matrix(4, 2, [1, 0, -1, 0, 0, 1, 0, -1]), [0, 0, 0, 0]), new Elementwise([.. Enumerable.Repeat(new Relu(), 4)]), new Affine(new Matrix(1, 4, [1, 1, -1, -1]), [0])]);

    private static XElement[] Elements(Figure figure, string name, string style) =>
        [.. XDocument.Parse(SvgFigure.Render(figure)).Descendants().Where(e => e.Name.LocalName == name && (string?)e.Attribute("class") == style)];

    private static Figure Portrait(int perAxis = 32, BasinOptions? sampling = null)
    {
        Box box = Box.Cube(2, -2, 2);
        FixedPointResult found = Doubled.FixedPoints(box);
        PlaneGrid grid = new(box, 9, 9);
        BasinResult basins = Doubled.Basins(box, found, sampling ?? new BasinOptions { StartsPerAxis = perAxis });
        return VectorFieldChart.OfMap(grid, Doubled.Evaluate(grid.Points).Values, new PlaneOptions { FixedPoints = found.Points, Basins = basins });
    }

    [Fact]
    public void Every_fixed_point_is_marked_by_its_stability()
    {
        Figure figure = Portrait();
        Assert.Equal(4, Elements(figure, "circle", "pt blue hit").Length);
        Assert.Equal(4, Elements(figure, "path", "pt purple hit").Length);
        Assert.Single(Elements(figure, "path", "pt vermillion hit"));
        Assert.Contains("9 fixed points", figure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Basins_fill_the_box_once_in_rectangles_as_long_as_they_can_be()
    {
        PolygonsMark[] basins = [.. Portrait(32).Marks.OfType<PolygonsMark>()];
        Assert.Equal(4, basins.Length);
        foreach (PolygonsMark basin in basins)
        {
            // A quarter of the box: 16 rows of one rectangle each, 2 wide and 1/8 high.
            Assert.Equal(16, basin.Count);
            Assert.EndsWith(": 25\u00A0%", basin.Name, StringComparison.Ordinal);
            for (int i = 0; i < basin.Count; i++)
            {
                ReadOnlySpan<double> corners = basin.Coordinates.AsSpan(basin.Starts[i], 8);
                Assert.Equal((2.0, 0.125), (corners[2] - corners[0], corners[5] - corners[1]));
            }
        }
    }

    [Fact]
    public void Basins_lie_behind_arrows_and_points_and_are_called_sampled()
    {
        Figure figure = Portrait(64);
        Assert.IsType<PolygonsMark>(figure.Marks[0]);
        Assert.IsType<PointsMark>(figure.Marks[^1]);
        Assert.Equal(EvidenceLevel.Sampled, figure.Evidence);
        Assert.Equal("Basins: sampled, 64 × 64 starts, up to 2,000 steps each; undecided 0\u00A0%.", figure.Caption);
        Assert.Contains("sampled, 64 × 64 starts", SvgFigure.Render(figure), StringComparison.Ordinal);
    }

    [Fact]
    public void Undecided_starts_are_grey_and_counted()
    {
        Figure figure = Portrait(sampling: new BasinOptions { StartsPerAxis = 8, MaxSteps = 0 });
        PolygonsMark open = Assert.Single(figure.Marks.OfType<PolygonsMark>());
        Assert.Equal(("undecided", Tone.Muted), (open.Name, open.Tone));
        Assert.Contains("undecided 100\u00A0%", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_attracting_point_the_caption_says_so()
    {
        // Twice the identity: 0 repels and everything else escapes.
        Network twice = new(1, [new Affine(new Matrix(1, 1, [2]), [0])]);
        FixedPointResult found = twice.FixedPoints(Box.Cube(1, -1, 1));
        Figure figure = CobwebChart.Of([-1, 1], [-2, 2], found, default, twice.Basins(found.Box, found, new BasinOptions { StartsPerAxis = 8 }));
        Assert.Empty(figure.Marks.OfType<PolygonsMark>());
        Assert.EndsWith("escaping 100\u00A0% (not coloured). No attracting point or cycle is in the list.", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_the_line_is_its_graph_with_cobweb_points_and_cycles()
    {
        Box box = Box.Cube(1, -2, 2);
        FixedPointResult found = Flip.FixedPoints(box, new FixedPointOptions { Period = 2 });
        double[] x = [-2, -1, 0, 1, 2];
        Figure figure = CobwebChart.Of(
            x, Flip.Evaluate(new Matrix(5, 1, x)).Values, found, [0.5, -0.75, 0.875], Flip.Basins(box, found, new BasinOptions { StartsPerAxis = 16 }));

        // Two squares on the graph, a fixed point, a strip of one colour.
        Assert.Equal(2, Elements(figure, "path", "pt blue hit").Length);
        Assert.Single(Elements(figure, "path", "pt vermillion hit"));
        Assert.Equal("basin of a 2-cycle: 100\u00A0%", Assert.Single(figure.Marks.OfType<PolygonsMark>()).Name);
        LineMark cobweb = Assert.Single(figure.Marks.OfType<LineMark>(), line => line.Name == "orbit of 0.5");
        Assert.Equal([0.5, 0.5, -0.75, -0.75, 0.875], cobweb.X.ToArray());
        Assert.Equal([0.5, -0.75, -0.75, 0.875, 0.875], cobweb.Y.ToArray());
        LineMark diagonal = Assert.Single(figure.Marks.OfType<LineMark>(), line => line.Name == "f(x) = x");
        Assert.Equal(diagonal.X.ToArray(), diagonal.Y.ToArray());

        // The cycle {−a, a} with a = tanh 2a is a square: its corners close up.
        LineMark square = Assert.Single(figure.Marks.OfType<LineMark>(), line => line is { Name: null, Dashed: true });
        Assert.Equal((square.X[0], square.Y[0]), (square.X[^1], square.Y[^1]));
        Assert.Equal(5, square.X.Length);
    }

    [Fact]
    public void A_graph_far_above_the_box_does_not_flatten_the_diagonal()
    {
        FixedPointResult found = Flip.FixedPoints(Box.Cube(1, -1, 1));
        Figure figure = CobwebChart.Of([-1, 0, 1], [1e6, 0, double.NaN], found);
        Assert.InRange(figure.Y.Max, 3, 3.5);
        Assert.Contains("1 of 3 values not drawn", Assert.Single(figure.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Critical_points_stand_by_index_over_level_lines()
    {
        Box box = Box.Cube(2, -1, 1);
        PlaneGrid grid = new(box, 24, 24);
        Figure figure = CriticalPointChart.Of(grid, Moduli.Evaluate(grid.Points).Values, Moduli.CriticalPoints(box));

        // |x| − |y|: a saddle at 0 and no other.
        Assert.Single(Elements(figure, "path", "pt purple hit"));
        Assert.Empty(Elements(figure, "circle", "pt green hit"));
        Assert.Equal("index 1, saddle", Assert.Single(figure.Marks.OfType<PointsMark>()).Name);

        // On a level line |x| − |y| is constant along each segment that crosses no kink; segments of the grid lie in one quadrant but for those at the axes.
        SegmentsMark lines = Assert.Single(figure.Marks.OfType<SegmentsMark>());
        for (int i = 0; i < lines.Segments.Length; i += 4)
        {
            double[] s = [.. lines.Segments.AsSpan(i, 4)];
            if (s.All(v => Math.Abs(v) > 1.0 / 12))
            {
                Assert.Equal(Math.Abs(s[0]) - Math.Abs(s[1]), Math.Abs(s[2]) - Math.Abs(s[3]), 1e-12);
            }
        }

        Assert.Equal("1 critical point, the list is complete (numerical). Colours and lines: sampled.", figure.Caption);
    }

    [Fact]
    public void Pictures_of_another_dimension_are_refused()
    {
        FixedPointResult plane = Doubled.FixedPoints(Box.Cube(2, -1, 1));
        Assert.Contains("dimension 2", Assert.Throws<InvalidInputException>(() => CobwebChart.Of([0, 1], [0, 1], plane)).Message, StringComparison.Ordinal);
        CriticalPointResult line = new() { Box = Box.Cube(1, 0, 1), Points = [], Complete = true, Evidence = EvidenceLevel.Numerical };
        PlaneGrid grid = new(Box.Cube(2, 0, 1), 2, 2);
        Assert.Contains(
            "have dimension 1, expected 2", Assert.Throws<InvalidInputException>(() => CriticalPointChart.Of(grid, [0, 0, 0, 0], line)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_caption_breaks_between_words_and_makes_room_for_itself()
    {
        string caption = string.Join(' ', Enumerable.Repeat("word", 60));
        Figure plain = new() { Title = "t", Description = "d", X = new Axis("x", 0, 1), Y = new Axis("y", 0, 1) };
        XElement[] lines = Elements(plain with { Caption = caption }, "text", "note");
        Assert.True(lines.Length > 1);
        Assert.Equal(caption, string.Join(' ', lines.Select(line => line.Value)));
        Assert.Equal(16.0 * lines.Length, Height(plain with { Caption = caption }) - Height(plain), 1e-9);

        static double Height(Figure figure) =>
            double.Parse(((string)XDocument.Parse(SvgFigure.Render(figure)).Root!.Attribute("viewBox")!).Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
    }
}
