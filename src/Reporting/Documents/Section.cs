using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>A part of a report under its own heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">Its content, in reading order.</param>
public sealed record Section(string Title, ImmutableArray<Block> Blocks);
