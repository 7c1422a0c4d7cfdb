namespace TorchDynInspect.Reporting.Documents;

/// <summary>The answer of a report.</summary>
/// <param name="Tone">How it is meant.</param>
/// <param name="Sentence">The answer in one sentence.</param>
/// <param name="Detail">What it rests on; null for nothing more.</param>
public sealed record Verdict(VerdictTone Tone, string Sentence, string? Detail = null);
