using System.Collections.Immutable;

namespace TorchDynInspect.Inspectors.Summaries;

/// <summary>One submodule in a <see cref="ModelSummary"/>.</summary>
/// <param name="Path">Dotted path below the inspected module; empty for that module itself.</param>
/// <param name="Type">Class name.</param>
/// <param name="InputShape">Shape of one input without the batch dimension; null where the submodule was not reached.</param>
/// <param name="OutputShape">Shape of one output; null where the submodule was not reached.</param>
/// <param name="Parameters">Number of parameters, those of the submodules below included.</param>
/// <param name="Activation">The activation it was read as, e.g. "leaky_relu(slope=0.25)"; null for anything else.</param>
/// <param name="IsLowered">Whether the network description holds it.</param>
/// <param name="Outcome">What it was lowered to, or why it was not.</param>
public sealed record SummaryRow(
    string Path,
    string Type,
    ImmutableArray<long>? InputShape,
    ImmutableArray<long>? OutputShape,
    long Parameters,
    string? Activation,
    bool IsLowered,
    string Outcome);
