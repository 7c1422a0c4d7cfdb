using Spectre.Console;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Entries with many fields: a table where the terminal has the columns for it, else a block for each entry.</summary>
/// <param name="title">What is listed.</param>
/// <param name="wideFrom">Columns below which the cells of a table would break within words.</param>
/// <param name="headings">Names of the fields; one that begins with "&gt;" holds numbers.</param>
internal sealed class Listing(string title, int wideFrom, params string[] headings)
{
    private readonly List<string[]> entries = [];

    /// <summary>Adds an entry: one cell of markup for each heading.</summary>
    public void Add(params string[] cells) => entries.Add(cells);

    public void Show(IAnsiConsole console)
    {
        if (console.Profile.Width >= wideFrom)
        {
            Table table = Tables.Create(headings);
            entries.ForEach(cells => table.AddRow(cells));
            console.Titled(title, table);
            return;
        }

        console.MarkupLine($"[bold]{title.EscapeMarkup()}[/]");
        foreach (string[] cells in entries)
        {
            Grid grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();
            foreach ((string heading, string cell) in headings.Zip(cells))
            {
                grid.AddRow($"[grey]{heading.TrimStart('>').EscapeMarkup()}[/]", cell);
            }

            console.Write(grid);
            console.WriteLine();
        }
    }
}
