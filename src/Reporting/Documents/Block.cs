namespace TorchDynInspect.Reporting.Documents;

/// <summary>
/// A piece of a section. The set is closed: <see cref="Paragraph"/>, <see cref="ReadingTable"/>, <see cref="DataTable"/>,
/// <see cref="TheoryTable"/>, <see cref="FigureRow"/>. All text is plain text; nothing in it is read as markup.
/// </summary>
public abstract record Block
{
    private protected Block()
    {
    }
}
