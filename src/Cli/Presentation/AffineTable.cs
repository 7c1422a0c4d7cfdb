using Spectre.Console;
using TorchDynInspect.Dynamics.Batches;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>A | b, row by row, with f(x) beside it and how well A x + b meets it.</summary>
internal static class AffineTable
{
    private const int MostRows = 40;
    private const int RowColumn = 14;

    public static void Show(IAnsiConsole console, AffineMap map, double[] x, double[] value)
    {
        int room = console.Profile.Width - Width(map.B.AsSpan()) - Width(value) - RowColumn;
        int shown = Math.Clamp(room / Width(map.A.Values), 1, map.A.Columns);
        bool cut = shown < map.A.Columns;
        IEnumerable<string> columns = Enumerable.Range(1, shown).Select(j => $">A·{j}");
        Table table = Tables.Create([">row", .. columns, .. cut ? ["…"] : Array.Empty<string>(), ">b", ">f(x)"]);
        for (int i = 0; i < Math.Min(map.A.Rows, MostRows); i++)
        {
            IEnumerable<string> entries = map.A.Row(i)[..shown].ToArray().Select(entry => NumberText.Of(entry));
            string[] ending = [.. cut ? ["…"] : Array.Empty<string>(), NumberText.Of(map.B[i]), NumberText.Of(value[i])];
            table.AddTextRow([$"{i + 1}", .. entries, .. ending]);
        }

        console.Titled($"f(x) = A x + b at x = {NumberText.OfPoint(x)}", table);
        if (cut || map.A.Rows > MostRows)
        {
            console.Note($"A has {map.A.Rows} rows and {map.A.Columns} columns; --json prints all of them");
        }

        console.Note($"{Explain(map.Form)}; evidence: numerical, |A x + b − f(x)| = {NumberText.Of(Residual(map, x, value), 2)}");
    }

    // The longest number and the space between two columns.
    private static int Width(ReadOnlySpan<double> values)
    {
        int longest = 0;
        foreach (double value in values)
        {
            longest = Math.Max(longest, NumberText.Of(value).Length);
        }

        return longest + 3;
    }

    private static string Explain(AffineForm form) => form switch
    {
        AffineForm.Secant => "secant form: activation slopes (σ(z) − σ(0))/z",
        AffineForm.Tangent => "tangent form: A = Df(x)",
        _ => "unshifted form: activation slopes σ(z)/z",
    };

    private static double Residual(AffineMap map, double[] x, double[] value)
    {
        double largest = 0;
        for (int i = 0; i < value.Length; i++)
        {
            double sum = map.B[i];
            for (int j = 0; j < x.Length; j++)
            {
                sum += map.A[i, j] * x[j];
            }

            largest = Math.Max(largest, Math.Abs(sum - value[i]));
        }

        return largest;
    }
}
