using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>Theorems beside the readings.</summary>
/// <param name="Entries">The entries.</param>
public sealed record TheoryTable(ImmutableArray<TheoryEntry> Entries) : Block;
