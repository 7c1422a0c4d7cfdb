namespace TorchDynInspect.Reporting.Documents;

/// <summary>A paragraph of plain text.</summary>
/// <param name="Text">The text.</param>
public sealed record Paragraph(string Text) : Block;
