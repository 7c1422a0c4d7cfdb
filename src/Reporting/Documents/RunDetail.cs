namespace TorchDynInspect.Reporting.Documents;

/// <summary>Something needed to run it again: a seed, a version, an option.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record RunDetail(string Name, string Value);
