using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>
/// A report as data: what it says, in what order, with what evidence. Immutable; callers compose it and <c>HtmlReport</c> and
/// <c>JsonReport</c> render it. The same report always gives the same bytes: a date, if wanted, is a run detail.
/// </summary>
public sealed record Report
{
    /// <summary>The subject, e.g. "Hare and lynx, Hudson Bay, 1900–1920".</summary>
    public required string Title { get; init; }

    /// <summary>A sentence under the title; null for none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The answer in one sentence, at the top of the page.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The sections, in reading order.</summary>
    public ImmutableArray<Section> Sections { get; init; } = [];

    /// <summary>What is needed to run it again: seed, versions, options, in reading order.</summary>
    public ImmutableArray<RunDetail> Run { get; init; } = [];

    /// <summary>Whole results for scripts, under <c>results</c> of report.json; names must differ.</summary>
    public ImmutableArray<NamedResult> Results { get; init; } = [];
}
