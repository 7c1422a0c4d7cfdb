using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Sampled basins of attraction as a coloured background: a colour an attractor, grey where nothing was decided, none where orbits escape.</summary>
internal static class BasinMarks
{
    // More entries would make the legend larger than the picture.
    private const int MostNamed = 6;
    private const double Pale = 0.26;
    private const double Full = 0.44;
    private const double Grey = 0.4;
    private static readonly Tone[] Tones = [Tone.Blue, Tone.Orange, Tone.Green, Tone.Purple, Tone.Sky, Tone.Vermillion];

    /// <summary>The basins of a map of the plane: cells of one label side by side become one rectangle.</summary>
    public static IEnumerable<Mark> InPlane(BasinResult basins) => Marks(basins, basins.StartsPerAxis, row => (Bound(basins, 1, row), Bound(basins, 1, row + 1)));

    /// <summary>The basins of a map of the line, as a strip between two ordinates.</summary>
    public static IEnumerable<Mark> OnLine(BasinResult basins, double bottom, double top) => Marks(basins, 1, _ => (bottom, top));

    /// <summary>How the basins were found and what is left open.</summary>
    public static string Caption(BasinResult basins)
    {
        string grid = string.Join(" × ", Enumerable.Repeat(basins.StartsPerAxis.ToString("N0", CultureInfo.InvariantCulture), basins.Box.Dimension));
        double escaped = basins.ShareOf(BasinResult.Escaped);
        return $"Basins: {basins.Evidence.Word()}, {grid} starts, up to {basins.Options.MaxSteps.ToString("N0", CultureInfo.InvariantCulture)} steps each"
            + (basins.Interrupted ? ", cut short" : string.Empty)
            + $"; undecided {Percent(basins.ShareOf(BasinResult.Undecided))}"
            + (escaped > 0 ? $", escaping {Percent(escaped)} (not coloured)" : string.Empty)
            + (basins.Attractors.IsEmpty ? ". No attracting point or cycle is in the list." : ".");
    }

    public static IEnumerable<string> Notes(BasinResult basins)
    {
        int unnamed = basins.Attractors.Length - Math.Min(MostNamed, basins.Attractors.Length);
        if (unnamed > 0)
        {
            yield return $"{unnamed} more {(unnamed == 1 ? "basin is" : "basins are")} drawn and not named.";
        }
    }

    private static IEnumerable<Mark> Marks(BasinResult basins, int rows, Func<int, (double Bottom, double Top)> band)
    {
        int[] bySize = [.. Enumerable.Range(0, basins.Attractors.Length).OrderByDescending(i => basins.ShareOf(i))];
        HashSet<int> named = [.. bySize.Take(MostNamed)];
        for (int i = 0; i < basins.Attractors.Length; i++)
        {
            if (Mosaic(basins, i, rows, band) is { } mark)
            {
                yield return mark with
                {
                    Name = named.Contains(i) ? $"basin of {Name(basins.Attractors[i])}: {Percent(basins.ShareOf(i))}" : null,
                    Tone = Tones[i % Tones.Length],
                    Opacity = i / Tones.Length % 2 == 0 ? Pale : Full,
                };
            }
        }

        if (Mosaic(basins, BasinResult.Undecided, rows, band) is { } open)
        {
            yield return open with { Name = "undecided", Tone = Tone.Muted, Opacity = Grey };
        }
    }

    private static PolygonsMark? Mosaic(BasinResult basins, int label, int rows, Func<int, (double Bottom, double Top)> band)
    {
        int columns = basins.StartsPerAxis;
        ImmutableArray<double>.Builder coordinates = ImmutableArray.CreateBuilder<double>();
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<int> labels = basins.Labels.AsSpan(row * columns, columns);
            for (int from = 0; from < columns;)
            {
                int to = from + 1;
                while (to < columns && labels[to] == labels[from])
                {
                    to++;
                }

                if (labels[from] == label)
                {
                    (double left, double right) = (Bound(basins, 0, from), Bound(basins, 0, to));
                    (double bottom, double top) = band(row);
                    coordinates.AddRange(left, bottom, right, bottom, right, top, left, top);
                    starts.Add(coordinates.Count);
                }

                from = to;
            }
        }

        return starts.Count == 1 ? null : new PolygonsMark(coordinates.ToImmutable(), starts.ToImmutable());
    }

    private static double Bound(BasinResult basins, int axis, int cell) =>
        basins.Box.Lower[axis] + ((double)cell / basins.StartsPerAxis * (basins.Box.Upper[axis] - basins.Box.Lower[axis]));

    private static string Name(Attractor attractor)
    {
        if (attractor.Period > 1)
        {
            return $"a {attractor.Period}-cycle";
        }

        // A coordinate far below the radius is 0 for a name.
        double[] x = [.. attractor.Points[0].Select(v => Math.Abs(v) < 1e-3 * attractor.Radius ? 0 : v)];
        return x.Length == 1 ? NumberText.Compact(x[0], 3) : NumberText.Point(x, 2);
    }

    // With a space at which no line breaks.
    private static string Percent(double share) => $"{NumberText.Compact(100 * share, 3)}\u00A0%";
}
