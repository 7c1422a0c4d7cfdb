using Spectre.Console;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>How tables of this tool look.</summary>
internal static class Tables
{
    /// <summary>A table with the given headings; a heading that begins with "&gt;" sets its column to the right, as numbers
    /// stand.</summary>
    public static Table Create(params IEnumerable<string> headings)
    {
        Table table = new() { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (string heading in headings)
        {
            bool right = heading.StartsWith('>');
            TableColumn column = new(heading.TrimStart('>').EscapeMarkup()) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = right };
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>Adds a row of plain text.</summary>
    public static void AddTextRow(this Table table, params IEnumerable<string> cells) =>
        table.AddRow([.. cells.Select(cell => cell.EscapeMarkup())]);

    /// <summary>The table below its title, which may be wider than the table.</summary>
    public static void Titled(this IAnsiConsole console, string title, Table table)
    {
        console.MarkupLine($"[bold]{title.EscapeMarkup()}[/]");
        console.Write(table);
    }

    /// <summary>A line of plain text.</summary>
    public static void Line(this IAnsiConsole console, string text) => console.WriteLine(text);

    /// <summary>A quiet line: conventions and how a number came about.</summary>
    public static void Note(this IAnsiConsole console, string text) => console.MarkupLine($"[grey]{text.EscapeMarkup()}[/]");
}
