using System.Globalization;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Reporting.Paths;

/// <summary>
/// Paths as comma-separated text. One path: the header <c>t,x1,x2,…</c>, then one row a time. Several: a first column <c>trajectory</c> with 1, 2, … in the order of the
/// starts, one block of rows after another. Numbers are written in the shortest form that reads back to the same bits; lines end in a line feed.
/// </summary>
public static class PathCsv
{
    /// <summary>Writes the paths.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="paths">At least one path, all of one dimension.</param>
    /// <exception cref="InvalidInputException">There is no path, or the dimensions differ.</exception>
    public static void Write(TextWriter writer, IReadOnlyList<StatePath> paths)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0 || paths.Any(path => path.States.Columns != paths[0].States.Columns))
        {
            throw new InvalidInputException($"paths: {paths.Count} of differing dimensions, expected at least one and equal dimensions");
        }

        string coordinates = string.Concat(Enumerable.Range(1, paths[0].States.Columns).Select(i => $",x{i}"));
        writer.Write(paths.Count == 1 ? $"t{coordinates}\n" : $"trajectory,t{coordinates}\n");
        foreach ((int p, StatePath path) in paths.Index())
        {
            for (int i = 0; i < path.Times.Length; i++)
            {
                if (paths.Count > 1)
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{p + 1},"));
                }

                writer.Write(Text(path.Times[i]));
                foreach (double x in path.States.Row(i))
                {
                    writer.Write(',');
                    writer.Write(Text(x));
                }

                writer.Write('\n');
            }
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
