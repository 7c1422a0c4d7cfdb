using System.Collections.Immutable;

namespace TorchDynInspect.Reporting.Figures;

/// <summary>One state of a moving figure.</summary>
/// <param name="Label">What the slider shows, e.g. "epoch 120".</param>
/// <param name="Marks">What is drawn in this state only.</param>
public sealed record Frame(string Label, ImmutableArray<Mark> Marks);
