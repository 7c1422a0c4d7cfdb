using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Cells.Polytopes;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>The region of attraction of a fixed point in the plane, by the step at which its points arrive: the fuller the blue, the later.</summary>
public static class AttractionChart
{
    /// <summary>Above this number the borders would cover the colours.</summary>
    private const int MostOutlined = 4000;

    /// <summary>Draws the region.</summary>
    /// <param name="region">The region of a fixed point of a map of the plane.</param>
    /// <param name="options">Labels, data, fixed points; null for none.</param>
    /// <exception cref="Dynamics.InvalidInputException">The region is not planar.</exception>
    public static Figure Of(RegionOfAttraction region, PlaneOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(region);
        if (region.Box.Dimension != 2)
        {
            throw new Dynamics.InvalidInputException($"region of attraction: has dimension {region.Box.Dimension}, expected 2 for a picture");
        }

        PlaneOptions shown = options ?? new PlaneOptions();
        int last = region.Shells.IsEmpty ? 0 : region.Shells[^1].Step;
        double share = 100 * region.Volume / ((region.Box.Upper[0] - region.Box.Lower[0]) * (region.Box.Upper[1] - region.Box.Lower[1]));
        string covered = $"{NumberText.Compact(share, 3)} % of the box";
        return new Figure
        {
            Title = shown.Title ?? $"Region of attraction of {NumberText.Point(region.FixedPoint.AsSpan(), 3)}",
            Description = $"Points of the box {NumberText.Box(region.Box)} that reach a neighbourhood of the fixed point {NumberText.Point(region.FixedPoint.AsSpan())} "
                + $"within {last} steps without leaving the box, by their step; {covered}. {PlaneMarks.Describe(shown)}",
            Caption = shown.Caption ?? $"{covered} within {last} steps",
            X = new Axis(shown.XLabel, region.Box.Lower[0], region.Box.Upper[0]),
            Y = new Axis(shown.YLabel, region.Box.Lower[1], region.Box.Upper[1]),
            Proportion = 0.86,
            Evidence = region.Evidence,
            Marks = [.. region.Shells.IsEmpty ? [] : new Mark[] { Shells(region, last), Inner(region) }, .. PlaneMarks.Of(shown)],
            Notes = [.. region.Inner is null ? [region.Reason] : Array.Empty<string>(), .. PlaneMarks.Notes(shown, region.Box)],
        };
    }

    private static PolygonsMark Shells(RegionOfAttraction region, int last)
    {
        ImmutableArray<double>.Builder coordinates = ImmutableArray.CreateBuilder<double>();
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        starts.Add(0);
        foreach (AttractionShell shell in region.Shells)
        {
            foreach (ConvexPolytope polytope in shell.Polytopes)
            {
                AddCorners(polytope, coordinates);
                starts.Add(coordinates.Count);
                values.Add(shell.Step);
            }
        }

        return new PolygonsMark(coordinates.ToImmutable(), starts.ToImmutable())
        {
            Values = values.ToImmutable(),
            Scale = new ColourScale(new Axis("steps", 0, Math.Max(1, last)) { WholeNumbers = true }),
            Outlined = values.Count <= MostOutlined,
        };
    }

    // What arrives at step 0 is pale: its border says where it is.
    private static SegmentsMark Inner(RegionOfAttraction region)
    {
        ImmutableArray<double>.Builder segments = ImmutableArray.CreateBuilder<double>();
        foreach (ConvexPolytope polytope in region.Shells[0].Polytopes)
        {
            ImmutableArray<double>.Builder corners = ImmutableArray.CreateBuilder<double>();
            AddCorners(polytope, corners);
            for (int i = 0; i < corners.Count; i += 2)
            {
                int next = (i + 2) % corners.Count;
                segments.AddRange(corners[i], corners[i + 1], corners[next], corners[next + 1]);
            }
        }

        return new SegmentsMark(segments.ToImmutable()) { Name = "inner region, mapped into itself", Tone = Tone.Green };
    }

    private static void AddCorners(ConvexPolytope polytope, ImmutableArray<double>.Builder coordinates)
    {
        (double X, double Y)[] corners = [.. Enumerable.Range(0, polytope.VertexCount).Select(i => (polytope.Vertex(i)[0], polytope.Vertex(i)[1]))];
        (double x, double y) = (corners.Average(c => c.X), corners.Average(c => c.Y));
        foreach ((double X, double Y) corner in corners.OrderBy(c => Math.Atan2(c.Y - y, c.X - x)))
        {
            coordinates.Add(corner.X);
            coordinates.Add(corner.Y);
        }
    }
}
