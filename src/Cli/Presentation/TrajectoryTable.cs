using Spectre.Console;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Paths;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>A few states of each path, and what the integration cost.</summary>
internal static class TrajectoryTable
{
    private const int Rows = 11;
    private const int MostCoordinates = 8;

    public static void Show(IAnsiConsole console, PathsJson paths, PathPortrait? portrait)
    {
        bool flow = paths.System == SystemKind.Flow;
        foreach ((int i, StatePath path) in paths.Paths.Index())
        {
            int d = Math.Min(path.States.Columns, MostCoordinates);
            Table table = Tables.Create(Enumerable.Range(1, d).Select(j => $">x{j}").Prepend(flow ? ">t" : ">step"));
            foreach (int row in Chosen(path.Times.Length))
            {
                table.AddTextRow([NumberText.Of(path.Times[row]), .. path.States.Row(row)[..d].ToArray().Select(x => NumberText.Of(x))]);
            }

            string number = paths.Paths.Length == 1 ? string.Empty : $" {i + 1}";
            console.Titled($"{(flow ? "Trajectory" : "Orbit")}{number} from {NumberText.OfPoint(path.Start.AsSpan())}", table);
            if (path.Statistics is { } cost)
            {
                console.Line($"{cost.Evaluations:N0} evaluations of the field, {cost.Accepted:N0} steps kept, {cost.Rejected:N0} rejected");
            }

            if (path.Failure is { } failure)
            {
                console.Line(failure);
            }
        }

        if (paths.Paths[0].States.Columns > MostCoordinates)
        {
            console.Note($"coordinates beyond the first {MostCoordinates} are in --csv and --json");
        }

        if (portrait is not null)
        {
            console.Line($"in the picture: {Points(portrait.Points, flow)}");
        }

        console.Note(paths.Solver is { } solver ? $"evidence: numerical, {SolverText.Of(solver)}" : "evidence: numerical (floating point)");
    }

    private static string Points(FixedPointResult points, bool flow)
    {
        bool one = points.Points.Length == 1;
        string kind = flow ? (one ? "equilibrium" : "equilibria") : one ? "fixed point" : "fixed points";
        string counts = string.Join(", ", points.Points.CountBy(p => p.Stability).OrderBy(p => p.Key).Select(p => $"{p.Value} {p.Key.ToString().ToLowerInvariant()}"));
        return $"{points.Points.Length} {kind}{(counts.Length == 0 ? string.Empty : $" ({counts})")}, "
            + (points.Complete ? $"all there are ({points.Evidence.ToString().ToLowerInvariant()})" : "some may have been missed");
    }

    // Equally spaced rows, the first and the last among them.
    private static IEnumerable<int> Chosen(int count) => count <= Rows
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, Rows).Select(i => (int)Math.Round(i * (count - 1.0) / (Rows - 1)));
}
