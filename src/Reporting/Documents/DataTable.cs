using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>A table of texts. A column whose cells are all numbers is aligned to the right.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The rows, each with a cell a column; missing cells are left empty.</param>
public sealed record DataTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows) : Block
{
    /// <summary>A sentence over the table; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>What to say when there are no rows.</summary>
    public string WhenEmpty { get; init; } = "Nothing to show.";
}
