using System.Text;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Svg;

/// <summary>The d attribute of a polyline in pixels: gaps where a point is missing, no more points than the eye can tell apart.</summary>
internal static class PixelPath
{
    /// <summary>
    /// Long stretches inside one pixel column keep their first, lowest, highest and last point, which draws the same line.
    /// Points off by at most half a pixel column. O(n).
    /// </summary>
    public static string Of(IReadOnlyList<(double X, double Y)> points)
    {
        StringBuilder path = new();
        bool pen = false;
        for (int i = 0; i < points.Count;)
        {
            if (!IsDrawn(points[i]))
            {
                pen = false;
                i++;
                continue;
            }

            bool alone = !pen && (i + 1 == points.Count || !IsDrawn(points[i + 1]));

            int end = i + 1;
            while (end < points.Count && IsDrawn(points[end]) && Math.Floor(points[end].X) == Math.Floor(points[i].X))
            {
                end++;
            }

            foreach (int k in Kept(points, i, end))
            {
                path.Append(pen ? 'L' : 'M').Append(Markup.Number(points[k].X)).Append(' ').Append(Markup.Number(points[k].Y));
                pen = true;
            }

            // A line of no length with a round cap: a value between two gaps must not vanish.
            path.Append(alone ? "h0" : string.Empty);

            i = end;
        }

        return path.ToString();
    }

    public static bool IsDrawn((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static IEnumerable<int> Kept(IReadOnlyList<(double X, double Y)> points, int start, int end)
    {
        if (end - start <= 4)
        {
            return Enumerable.Range(start, end - start);
        }

        IEnumerable<int> range = Enumerable.Range(start, end - start);
        int low = range.MinBy(k => points[k].Y);
        int high = range.MaxBy(k => points[k].Y);
        return new[] { start, low, high, end - 1 }.Distinct().Order();
    }
}
