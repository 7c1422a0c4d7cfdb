using System.Numerics;
using System.Xml.Linq;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Svg;
using TorchDynInspect.Reporting.Tests.Examples;

namespace TorchDynInspect.Reporting.Tests.Charts;

public class ChartTests
{
    private static readonly Box Unit = Box.Cube(2, 0, 1);

    private static readonly Dictionary<string, Func<Figure>> Degenerate = new()
    {
        ["no series"] = () => LossChart.Of(Array.Empty<Series>()),
        ["no epochs"] = () => LossChart.Of([], ("training", [])),
        ["one epoch"] = () => LossChart.Of([1], ("training", [0.5])),
        ["constant loss"] = () => LossChart.Of([1, 2, 3], ("training", [0.5, 0.5, 0.5])),
        ["zero loss"] = () => LossChart.Of([1, 2, 3], ("training", [0, 0, 0])),
        ["loss with NaN"] = () => LossChart.Of([1, 2, 3], ("training", [1, double.NaN, 0.1])),
        ["loss only NaN"] = () => LossChart.Of([1, 2], ("training", [double.NaN, double.NaN])),
        ["infinite loss"] = () => LossChart.Of([1, 2, 3], ("training", [1, double.PositiveInfinity, double.MaxValue])),
        ["infinite radius"] = () => SpectralRadiusChart.Of([1, 2], ("W", [double.NegativeInfinity, double.NaN])),
        ["no eigenvalues"] = () => EigenvalueChart.Of([]),
        ["NaN eigenvalue"] = () => EigenvalueChart.Of([new Complex(double.NaN, 0), 0.5]),
        ["eigenvalue beyond drawing"] = () => EigenvalueChart.Of([new Complex(1e305, 1), 0.5]),
        ["no epochs of eigenvalues"] = () => EigenvalueChart.OverTraining([], []),
        ["one epoch of eigenvalues, empty"] = () => EigenvalueChart.OverTraining([0], [[]]),
        ["box of no width"] = () => HeatMapChart.Of(new PlaneGrid(new Box([1, 0], [1, 1]), 3, 3), new double[9], "norm"),
        ["box of no extent"] = () => VectorFieldChart.OfField(new PlaneGrid(new Box([0, 0], [0, 0]), 2, 2), new double[8]),
        ["field with NaN"] = () => VectorFieldChart.OfField(new PlaneGrid(Unit, 2, 1), [1, double.NaN, 0.5, 1]),
        ["norms with NaN"] = () => HeatMapChart.Of(new PlaneGrid(Unit, 2, 2), [1, double.NaN, double.PositiveInfinity, 2], "norm"),
        ["norms only NaN"] = () => HeatMapChart.Of(new PlaneGrid(Unit, 1, 1), [double.NaN], "norm", null),
        ["constant norm"] = () => HeatMapChart.Of(new PlaneGrid(Unit, 2, 2), [1, 1, 1, 1], "norm"),
        ["empty histogram"] = () => HistogramChart.Of("h", "value", []),
        ["constant histogram"] = () => HistogramChart.Of("h", "value", [3, 3, 3]),
        ["histogram with NaN"] = () => HistogramChart.Of("h", "value", [1, double.NaN, 2]),
        ["fixed point elsewhere"] = () => VectorFieldChart.OfField(new PlaneGrid(Unit, 2, 2), [1, 1, 1, 1, 1, 1, 1, 1], new PlaneOptions { FixedPoints = [Point(Stability.Saddle, 9, 9)] }),
        ["trajectory with NaN"] = () => VectorFieldChart.OfField(new PlaneGrid(Unit, 2, 2), [1, 1, 1, 1, 1, 1, 1, 1], new PlaneOptions { Trajectories = [new Trajectory("data", [0, double.NaN], [0, 1])] }),
    };

    public static TheoryData<string> DegenerateCases => [.. Degenerate.Keys];

    [Theory]
    [MemberData(nameof(DegenerateCases))]
    public void Degenerate_data_still_give_a_picture_without_a_stray_number(string name)
    {
        Figure figure = Degenerate[name]();
        string svg = SvgFigure.Render(figure);
        XDocument.Parse(svg);
        Assert.DoesNotContain("NaN", svg);
        Assert.DoesNotContain("Infinity", svg);
        Assert.DoesNotContain("∞ ", svg);
    }

    [Theory]
    [MemberData(nameof(DegenerateCases))]
    public void Degenerate_data_are_said_to_be_so(string name)
    {
        Figure figure = Degenerate[name]();
        bool said = figure.Notes.Length > 0 || figure.Description.Contains("No eigenvalues", StringComparison.Ordinal);
        Assert.True(said, $"{name}: neither a note nor the description says that something is missing");
    }

    [Fact]
    public void Values_that_are_not_drawn_are_counted_with_their_reason()
    {
        Figure figure = LossChart.Of([1, 2, 3, 4], ("training", [1, double.NaN, 0, double.PositiveInfinity]));
        Assert.Equal("training: 3 of 4 values not drawn (1 not a number; 1 infinite or beyond 10³⁰⁰; 1 not positive, on a logarithmic axis).", Assert.Single(figure.Notes));
    }

    [Fact]
    public void A_series_of_another_length_is_named_in_one_line()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => LossChart.Of([1, 2], ("training", [1])));
        Assert.Equal("series \"training\": has 1 values, expected 2, one for each epoch", error.Message);
    }

    [Fact]
    public void Every_figure_of_the_example_is_well_formed_xml_with_a_text_alternative()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        foreach (Figure figure in ExampleReport.Create().Sections.SelectMany(s => s.Blocks).OfType<FigureRow>().SelectMany(row => row.Figures))
        {
            XElement root = XDocument.Parse(SvgFigure.Render(figure)).Root!;
            Assert.Equal(svg + "svg", root.Name);
            Assert.Equal("img", root.Attribute("role")!.Value);
            string[] labels = root.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.Equal(figure.Title, root.Elements(svg + "title").Single(e => e.Attribute("id")!.Value == labels[0]).Value);
            Assert.StartsWith(figure.Description, root.Elements(svg + "desc").Single(e => e.Attribute("id")!.Value == labels[1]).Value);
        }
    }

    [Fact]
    public void The_unit_circle_is_round_and_eigenvalues_stand_on_it()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        XElement root = XDocument.Parse(SvgFigure.Render(EigenvalueChart.Of([Complex.FromPolarCoordinates(1, 0.7), new Complex(0.3, 0)]))).Root!;
        XElement circle = root.Descendants(svg + "ellipse").Single();
        Assert.Equal(Number(circle, "rx"), Number(circle, "ry"), 1);
        XElement disc = root.Descendants(svg + "circle").Last(e => e.Attribute("class")!.Value.StartsWith("pt ", StringComparison.Ordinal));
        Assert.Equal(0.3 * Number(circle, "rx"), Number(disc, "cx") - Number(circle, "cx"), 0.02);
        Assert.Equal(Number(circle, "cy"), Number(disc, "cy"), 0.02);
    }

    [Fact]
    public void Stability_shows_in_shape_as_well_as_in_colour()
    {
        Stability[] all = Enum.GetValues<Stability>();
        PlaneOptions options = new() { FixedPoints = [.. all.Select((s, i) => Point(s, 0.1 * i, 0.5))] };
        Figure figure = VectorFieldChart.OfMap(new PlaneGrid(Unit, 3, 3), new double[18], options);
        PointsMark[] marks = [.. figure.Marks.OfType<PointsMark>()];
        Assert.Equal(all.Length, marks.Select(m => m.Glyph).Distinct().Count());
        Assert.Equal(all.Length, marks.Select(m => m.Tone).Distinct().Count());
        Assert.Equal(EvidenceLevel.Sampled, figure.Evidence);
    }

    [Fact]
    public void Arrows_point_where_the_field_points()
    {
        Figure figure = VectorFieldChart.OfMap(new PlaneGrid(Unit, 1, 1), [0.5, 1.5]);
        ArrowsMark arrow = figure.Marks.OfType<ArrowsMark>().Single();
        Assert.Equal([0.5, 0.5, 0, 1], new[] { arrow.X[0], arrow.Y[0], arrow.U[0], arrow.V[0] });
        XNamespace svg = "http://www.w3.org/2000/svg";
        XElement path = XDocument.Parse(SvgFigure.Render(figure)).Descendants(svg + "path").Single(e => e.Attribute("class")!.Value.StartsWith("arrows", StringComparison.Ordinal));
        string[] ends = path.Attribute("d")!.Value.Split('M', 'L', ' ');
        Assert.Equal(ends[1], ends[3]);
        Assert.True(Parse(ends[4]) < Parse(ends[2]), "a field that points up must go up on the screen");
    }

    [Fact]
    public void Every_value_of_a_histogram_is_counted_once_in_bins_of_one_width()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i * 1.7))];
        BarsMark bars = HistogramChart.Of("h", "sin", values).Marks.OfType<BarsMark>().Single();
        Assert.Equal(1000, bars.Heights.Sum());
        for (int i = 0; i < bars.Heights.Length; i++)
        {
            double left = bars.Edges[i];
            double right = bars.Edges[i + 1];
            bool last = i == bars.Heights.Length - 1;
            Assert.Equal(values.Count(v => v >= left && (v < right || (last && v <= right))), bars.Heights[i]);
            Assert.Equal(bars.Edges[1] - bars.Edges[0], right - left, 12);
        }
    }

    [Fact]
    public void A_long_noisy_record_gives_a_small_picture()
    {
        double[] epochs = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        string svg = SvgFigure.Render(LossChart.Of(epochs, ("training", [.. epochs.Select(e => 1 + (e * 7919 % 101))])));
        Assert.InRange(svg.Length, 1000, 100_000);
    }

    [Fact]
    public void Names_too_long_for_the_picture_end_in_an_ellipsis_and_stay_whole_in_the_tooltip()
    {
        string name = string.Concat(Enumerable.Repeat("encoder.", 40));
        XElement root = XDocument.Parse(SvgFigure.Render(LossChart.Of([1, 2], (name, [1, 2])))).Root!;
        XNamespace svg = "http://www.w3.org/2000/svg";
        string key = root.Elements(svg + "text").Single(t => t.Attribute("class")!.Value == "key").Value;
        Assert.EndsWith("…", key);
        Assert.StartsWith(key[..^1], name);
        Assert.Contains(root.Descendants(svg + "title"), title => title.Value.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_slider_keeps_the_first_and_the_last_epoch_of_a_long_run()
    {
        double[] epochs = [.. Enumerable.Range(0, 5000).Select(i => (double)i)];
        Figure figure = EigenvalueChart.OverTraining(epochs, [.. epochs.Select(e => new Complex[] { e / 5000 })], frames: 50);
        Assert.Equal(50, figure.Frames.Length);
        Assert.Equal("epoch 0", figure.Frames[0].Label);
        Assert.Equal("epoch 4999", figure.Frames[^1].Label);
    }

    private static FixedPoint Point(Stability stability, double x, double y) => new()
    {
        X = [x, y],
        Eigenvalues = [0.5, 0.25],
        Stability = stability,
        Residual = 0,
        Evidence = EvidenceLevel.Sampled,
    };

    private static double Number(XElement element, string attribute) => Parse(element.Attribute(attribute)!.Value);

    private static double Parse(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
