using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>Readings, one a row, each beside its evidence.</summary>
/// <param name="Readings">The readings.</param>
public sealed record ReadingTable(ImmutableArray<Reading> Readings) : Block;
