using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Html;

/// <summary>Writes the blocks of a section.</summary>
internal sealed class HtmlBlocks(Markup page)
{
    private readonly HtmlTables tables = new(page);
    private readonly HtmlFigures figures = new(page);

    public void Write(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph: page.Element("p", paragraph.Text); break;
            case ReadingTable table: tables.Write(table); break;
            case DataTable table: tables.Write(table); break;
            case TheoryTable table: tables.Write(table); break;
            case FigureRow row: figures.Write(row); break;
        }

        page.Line();
    }
}
