using System.Text.Json;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A report for scripts: <c>format</c>, <c>title</c>, <c>subtitle</c>, <c>verdict</c> {tone, sentence, detail}, <c>readings</c>
/// [{section, name, value, text, evidence, note}], <c>theory</c>, <c>tables</c>, <c>figures</c>, <c>run</c> [{name, value}], and
/// <c>results</c>, whole results by name.
/// </summary>
/// <param name="Report">The report.</param>
public sealed record ReportJson(Report Report) : IJsonResult
{
    /// <summary>The format's name and version.</summary>
    public const string Format = "torch-dyn-inspect/report/1";

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Two results have one name.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("title", Report.Title);
        writer.WriteString("subtitle", Report.Subtitle);
        writer.WriteStartObject("verdict");
        writer.WriteWord("tone", Report.Verdict.Tone);
        writer.WriteString("sentence", Report.Verdict.Sentence);
        writer.WriteString("detail", Report.Verdict.Detail);
        writer.WriteEndObject();
        WriteReadings(writer);
        TheoryJson.Write(writer, "theory", Blocks().Select(b => b.Block).OfType<TheoryTable>().SelectMany(table => table.Entries));
        WriteTables(writer);
        WriteFigures(writer);
        WriteRun(writer);
        WriteResults(writer);
        writer.WriteEndObject();
    }

    private IEnumerable<(Section Section, Block Block)> Blocks() =>
        Report.Sections.SelectMany(section => section.Blocks.Select(block => (section, block)));

    private void WriteReadings(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("readings");
        foreach ((Section section, Block block) in Blocks())
        {
            foreach (Reading reading in block is ReadingTable table ? table.Readings : [])
            {
                writer.WriteStartObject();
                writer.WriteString("section", section.Title);
                writer.WriteString("name", reading.Name);
                writer.WriteReal("value", reading.Value, "the reading is a text");
                writer.WriteString("text", reading.Text);
                writer.WriteString("evidence", reading.Evidence?.Word());
                writer.WriteString("note", reading.Note);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private void WriteTables(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("tables");
        foreach ((Section section, Block block) in Blocks())
        {
            if (block is DataTable table)
            {
                writer.WriteStartObject();
                writer.WriteString("section", section.Title);
                writer.WriteString("caption", table.Caption);
                WriteTexts(writer, "columns", table.Columns);
                writer.WriteStartArray("rows");
                foreach (IEnumerable<string> row in table.Rows)
                {
                    WriteTexts(writer, null, row);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string? name, IEnumerable<string> texts)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartArray();
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private void WriteFigures(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("figures");
        foreach (Figure figure in Blocks().Select(b => b.Block).OfType<FigureRow>().SelectMany(row => row.Figures))
        {
            new FigureJson(figure).WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private void WriteRun(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("run");
        foreach (RunDetail detail in Report.Run)
        {
            writer.WriteStartObject();
            writer.WriteString("name", detail.Name);
            writer.WriteString("value", detail.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteResults(Utf8JsonWriter writer)
    {
        HashSet<string> names = [];
        writer.WriteStartObject("results");
        foreach (NamedResult result in Report.Results)
        {
            if (!names.Add(result.Name))
            {
                throw new InvalidInputException($"report results: the name \"{result.Name}\" occurs twice, expected distinct names");
            }

            writer.WritePropertyName(result.Name);
            result.Result.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
