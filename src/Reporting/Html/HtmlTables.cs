using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Html;

/// <summary>Writes tables. On a phone the cells of wide ones stand below each other, each behind its column's name.</summary>
internal sealed class HtmlTables(Markup page)
{
    public void Write(ReadingTable table)
    {
        if (table.Readings.IsEmpty)
        {
            page.Element("p", "No readings.", ("class", "empty"));
            return;
        }

        Open("readings", ["reading", "value", "evidence"], index => index == 1);
        foreach (Reading reading in table.Readings)
        {
            page.Open("tr").Open("th", ("scope", "row")).Text(reading.Name);
            if (reading.Note is { } note)
            {
                page.Element("span", note, ("class", "note"));
            }

            string? exact = reading.Value is { } value && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null;
            page.Close().Element("td", reading.Text, ("class", reading.Value is null ? "value" : "value num"), ("title", exact)).Open("td");
            EvidenceBadge.Write(page, reading.Evidence);
            page.Close().Close().Line();
        }

        Close();
    }

    public void Write(DataTable table)
    {
        if (table.Caption is { } caption)
        {
            page.Element("p", caption, ("class", "lead"));
        }

        if (table.Rows.IsEmpty)
        {
            page.Element("p", table.WhenEmpty, ("class", "empty"));
            return;
        }

        bool[] numeric = [.. table.Columns.Select((_, i) => table.Rows.All(row => i >= row.Length || IsNumber(row[i])))];
        Open("data", table.Columns, index => numeric[index]);
        foreach (ImmutableArray<string> row in table.Rows)
        {
            page.Open("tr");
            for (int i = 0; i < table.Columns.Length; i++)
            {
                string cell = i < row.Length ? row[i] : string.Empty;
                page.Open("td", ("class", numeric[i] ? "num" : null), ("data-label", table.Columns[i]));
                if (cell is "sampled" or "numerical" or "certified")
                {
                    page.Element("span", cell, ("class", "ev " + cell));
                }
                else
                {
                    page.Text(cell);
                }

                page.Close();
            }

            page.Close().Line();
        }

        Close();
    }

    public void Write(TheoryTable table)
    {
        if (table.Entries.IsEmpty)
        {
            page.Element("p", "No theorem was consulted.", ("class", "empty"));
            return;
        }

        Open("theory", ["theorem", "applies", "predicts", "observed", "agrees"], _ => false);
        foreach (TheoryEntry entry in table.Entries)
        {
            page.Open("tr").Open("th", ("scope", "row")).Text(entry.Theorem).Element("span", entry.Source, ("class", "note")).Close();
            page.Open("td", ("data-label", "applies"))
                .Element("b", entry.Applies ? "yes" : "no").Element("span", entry.Reason, ("class", "note")).Close();
            page.Element("td", entry.Predicts ?? "–", ("data-label", "predicts"), ("class", entry.Predicts is null ? "none" : null));
            page.Element("td", entry.Observed ?? "–", ("data-label", "observed"), ("class", entry.Observed is null ? "none" : null));
            (string agrees, string style) = entry.Agrees switch { true => ("yes", "agree yes"), false => ("no", "agree no"), null => ("–", "none") };
            page.Element("td", agrees, ("data-label", "agrees"), ("class", style)).Close().Line();
        }

        Close();
    }

    private void Open(string style, ImmutableArray<string> columns, Func<int, bool> isNumeric)
    {
        page.Open("div", ("class", "scroll")).Open("table", ("class", style)).Open("thead").Open("tr");
        for (int i = 0; i < columns.Length; i++)
        {
            page.Element("th", columns[i], ("scope", "col"), ("class", isNumeric(i) ? "num" : null));
        }

        page.Close().Close().Open("tbody").Line();
    }

    private void Close() => page.Close().Close().Close();

    private static bool IsNumber(string cell) =>
        cell is "" or "–" || (cell[0] is '−' or (>= '0' and <= '9') && cell.All(c => "0123456789−.×%⁻⁰¹²³⁴⁵⁶⁷⁸⁹∞".Contains(c, StringComparison.Ordinal)));
}
