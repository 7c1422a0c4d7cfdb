using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Data, orbits, fixed points and cycles as marks over a picture of the plane.</summary>
internal static class PlaneMarks
{
    public static IEnumerable<Mark> Of(PlaneOptions options)
    {
        for (int i = 0; i < options.Trajectories.Length; i++)
        {
            foreach (Mark mark in Of(options.Trajectories[i], options.Trajectories[i].Tone ?? Palette.OfTrajectory(i)))
            {
                yield return mark;
            }
        }

        foreach (IGrouping<Stability, PeriodicOrbit> group in options.PeriodicOrbits.Where(orbit => orbit.X.Length == 2).GroupBy(orbit => orbit.Stability).OrderBy(g => g.Key))
        {
            foreach ((int i, PeriodicOrbit orbit) in group.Index())
            {
                double[][] points = orbit.Points.ToRows();
                yield return new LineMark([.. points.Select(p => p[0])], [.. points.Select(p => p[1])])
                {
                    Name = i == 0 ? $"closed orbit, {group.Key.Word()}" : null,
                    Tone = Palette.Of(group.Key).Tone,
                    Dashed = group.Key != Stability.Attracting,
                    Interactive = false,
                };
            }
        }

        foreach (Cycle cycle in options.Cycles.Where(cycle => cycle.Points[0].Length == 2))
        {
            yield return new PointsMark([.. cycle.Points.Select(p => p[0])], [.. cycle.Points.Select(p => p[1])])
            {
                Name = $"cycle of period {cycle.Period}, {cycle.Stability.Word()}",
                Tone = Palette.Of(cycle.Stability).Tone,
                Glyph = Glyph.Ring,
                Labels = [.. cycle.Points.Select(p => Describe(cycle, p))],
            };
        }

        IEnumerable<FixedPoint> planar = options.FixedPoints.Where(p => p.X.Length == 2);
        foreach (IGrouping<(SystemKind Judged, Stability Stability), FixedPoint> group in planar.GroupBy(p => (p.Judged, p.Stability)).OrderBy(g => g.Key))
        {
            (Tone tone, Glyph glyph) = Palette.Of(group.Key.Stability);
            yield return new PointsMark([.. group.Select(p => p.X[0])], [.. group.Select(p => p.X[1])])
            {
                Name = $"{Kind(group.Key.Judged)}, {group.Key.Stability.Word()}",
                Tone = tone,
                Glyph = glyph,
                Radius = 5.5,
                Labels = [.. group.Select(Describe)],
            };
        }
    }

    public static IEnumerable<string> Notes(PlaneOptions options, Box box)
    {
        for (int axis = 0; axis < 2; axis++)
        {
            if (box.Lower[axis] == box.Upper[axis])
            {
                yield return $"The box has no width along {(axis == 0 ? options.XLabel : options.YLabel)}.";
            }
        }

        int outside = options.FixedPoints.Count(p => p.X.Length == 2 && !box.Contains(p.X.AsSpan()));
        if (outside > 0)
        {
            yield return $"{outside} of {options.FixedPoints.Length} fixed points lie outside the picture.";
        }

        int flat = options.FixedPoints.Count(p => p.X.Length != 2);
        if (flat > 0)
        {
            yield return $"{flat} fixed points are not of dimension 2 and are not drawn.";
        }

        foreach (Trajectory trajectory in options.Trajectories)
        {
            if (Undrawable.Note(trajectory.Name, [.. trajectory.X.Zip(trajectory.Y, (x, y) => x + y)], AxisScale.Linear) is { } note)
            {
                yield return note;
            }
        }
    }

    public static string Describe(PlaneOptions options) => string.Join(
        ' ',
        [
            Points(options),
            .. options.PeriodicOrbits.Select(orbit => $"A closed orbit, {orbit.Stability.Word()}, of period {NumberText.Compact(orbit.Period, 5)}."),
        ]);

    private static string Points(PlaneOptions options) => string.Join(
        ' ', options.FixedPoints.Select(p => $"{Describe(p).Replace("\n", ", ", StringComparison.Ordinal)}.").Prepend(
            options.FixedPoints.IsEmpty ? "No fixed points are shown."
                : $"{options.FixedPoints.Length} {(options.FixedPoints.All(p => p.Judged == SystemKind.Flow) ? "equilibria" : "fixed points")}:"));

    private static string Kind(SystemKind system) => system == SystemKind.Flow ? "equilibrium" : "fixed point";

    private static string Describe(Cycle cycle, ImmutableArray<double> point) =>
        $"cycle of period {cycle.Period}, {cycle.Stability.Word()}\n{NumberText.Point(point.AsSpan())}\n{cycle.Evidence.Word()}";

    private static string Describe(FixedPoint point) =>
        $"{Kind(point.Judged)}, {point.Stability.Word()} ({point.Judged.Word()})\n{NumberText.Point(point.X.AsSpan())}\n"
        + $"λ = {string.Join("; ", point.Eigenvalues.Select(z => NumberText.Compact(z, 4)))}\n{point.Evidence.Word()}";

    private static IEnumerable<Mark> Of(Trajectory trajectory, Tone tone)
    {
        ImmutableArray<double> x = [.. trajectory.X];
        ImmutableArray<double> y = [.. trajectory.Y];
        if (x.Length == 1 && trajectory.ShowPoints)
        {
            // A line of one point would be invisible.
            yield return new PointsMark(x, y) { Name = trajectory.Name, Tone = tone, Glyph = Glyph.Ring, Labels = trajectory.Labels is [var label, ..] ? [$"{label}\n{NumberText.Point([x[0], y[0]], 4)}"] : [] };
            yield break;
        }

        if (trajectory.MarkStart && !x.IsEmpty)
        {
            yield return new PointsMark([x[0]], [y[0]])
            {
                Tone = tone,
                Glyph = Glyph.Ring,
                Labels = [$"start of {trajectory.Name}\n{NumberText.Point([x[0], y[0]], 4)}"],
            };
        }

        if (trajectory.AsDots)
        {
            yield return new PointsMark(x, y) { Name = trajectory.Name, Tone = tone, Faint = true, Radius = 1.4 };
            yield break;
        }

        yield return new LineMark(x, y) { Name = trajectory.Name, Tone = tone, Dashed = trajectory.Dashed, Interactive = false };
        if (trajectory.ShowPoints)
        {
            yield return new PointsMark(x, y)
            {
                Tone = tone,
                Radius = 2.6,
                Labels = trajectory.Labels is { } labels
                    ? [.. labels.Take(x.Length).Select((label, i) => $"{label}\n{NumberText.Point([x[i], y[i]], 4)}")]
                    : [.. x.Zip(y, (a, b) => $"{trajectory.Name}\n{NumberText.Point([a, b], 4)}")],
            };
        }
    }
}
