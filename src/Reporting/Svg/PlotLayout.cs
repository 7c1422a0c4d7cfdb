using System.Collections.Immutable;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>
/// Where the parts of a figure stand, in pixels of a picture 460 wide; on a phone it shrinks little enough to stay readable.
/// </summary>
internal sealed class PlotLayout
{
    public const double Width = 460;
    public const double FontSize = 12.5;
    private const double LegendRow = 20;

    public PlotLayout(Figure figure, bool showTitle)
    {
        IEnumerable<Mark> all = figure.Marks.Concat(figure.Frames.SelectMany(frame => frame.Marks));
        Legend = LegendRows.Of(all, Width);
        Scale = all.Select(mark => mark switch { HeatMark heat => heat.Scale, PolygonsMark polygons => polygons.Scale, _ => null }).FirstOrDefault(scale => scale is not null);
        TitleBaseline = 17;
        IsBare = figure.Bare;
        double y = showTitle ? 30 : 4;
        LegendTop = y;
        y += Legend.Length * LegendRow;
        LabelBaseline = y + 17;
        Top = y + (IsBare ? 4 : 29);
        double right = Scale is null ? 12 : 22 + ColourBarWidth + 8 + TextWidth.Longest(Scale.Axis.Ticks.Select(tick => tick.Label));
        (X, Y) = (figure.X, figure.Y);
        if (figure.EqualAspect)
        {
            // The label width moves the plot, the plot's shape widens an axis, which may change its labels: settle on the wider label.
            Place(right);
            PlotHeight = Math.Clamp(PlotWidth * (Y.Max - Y.Min) / (X.Max - X.Min), 0.45 * PlotWidth, 1.0 * PlotWidth);
            (X, Y) = EqualUnits(X, Y, PlotWidth, PlotHeight);
            Place(right);
            (X, Y) = EqualUnits(figure.X, figure.Y, PlotWidth, PlotHeight);
        }
        else
        {
            Place(right);
            PlotHeight = PlotWidth * figure.Proportion;
        }

        Height = Top + PlotHeight + (IsBare ? 6 : 44);
    }

    public const double ColourBarWidth = 12;

    public ImmutableArray<ImmutableArray<LegendRows.Entry>> Legend { get; }

    public ColourScale? Scale { get; }

    public bool IsBare { get; }

    public Axis X { get; }

    public Axis Y { get; }

    public double TitleBaseline { get; }

    public double LegendTop { get; }

    public double LabelBaseline { get; }

    public double Left { get; private set; }

    public double Top { get; }

    public double PlotWidth { get; private set; }

    public double PlotHeight { get; }

    public double Right => Left + PlotWidth;

    public double Bottom => Top + PlotHeight;

    public double Height { get; }

    public double PixelX(double value) => Left + (X.PositionOf(value) * PlotWidth);

    public double PixelY(double value) => Bottom - (Y.PositionOf(value) * PlotHeight);

    private static (Axis X, Axis Y) EqualUnits(Axis x, Axis y, double width, double height)
    {
        double unit = Math.Max((x.Max - x.Min) / width, (y.Max - y.Min) / height);
        return (Stretch(x, unit * width), Stretch(y, unit * height));
    }

    private static Axis Stretch(Axis axis, double span)
    {
        double more = (span - (axis.Max - axis.Min)) / 2;
        return more <= 0 ? axis : new Axis(axis.Label, axis.Min - more, axis.Max + more);
    }

    private void Place(double right)
    {
        Left = IsBare ? 12 : Math.Max(Left, Math.Max(26, 10 + TextWidth.Longest(Y.Ticks.Select(tick => tick.Label))));
        PlotWidth = Width - Left - right;
    }
}
