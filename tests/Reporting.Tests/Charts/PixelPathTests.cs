using TorchDynInspect.Reporting.Svg;

namespace TorchDynInspect.Reporting.Tests.Charts;

public class PixelPathTests
{
    [Fact]
    public void A_long_series_is_thinned_and_keeps_its_spikes()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 200_000).Select(i => (400.0 * i / 200_000, i == 77_777 ? 5.0 : i == 150_001 ? 295.0 : 100.0))];
        string path = PixelPath.Of(points);
        Assert.InRange(path.Length, 1, 30_000);
        Assert.Contains(" 5L", path);
        Assert.Contains(" 295L", path);
    }

    [Fact]
    public void A_gap_breaks_the_line_and_a_lonely_value_stays_visible()
    {
        string path = PixelPath.Of([(0, 1), (10, 2), (20, double.NaN), (30, 3), (40, double.NaN), (50, 4), (60, 5)]);
        Assert.Equal("M0 1L10 2M30 3h0M50 4L60 5", path);
    }
}
