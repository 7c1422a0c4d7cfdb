namespace TorchDynInspect.Dynamics.Evidence;

/// <summary>A theorem beside a reading: what it says about this network, what was observed, and whether they agree.</summary>
/// <param name="Theorem">The theorem's short name, e.g. "P5".</param>
/// <param name="Source">Where it is stated or derived.</param>
/// <param name="Applies">Whether its hypotheses hold here.</param>
/// <param name="Reason">Why it applies, or which hypothesis fails.</param>
/// <param name="Predicts">What it predicts for this network; null when it does not apply.</param>
/// <param name="Observed">What the analysis found; null when nothing was measured.</param>
/// <param name="Agrees">Whether observation and prediction agree; null when there is nothing to compare.</param>
public sealed record TheoryEntry(
    string Theorem,
    string Source,
    bool Applies,
    string Reason,
    string? Predicts = null,
    string? Observed = null,
    bool? Agrees = null);
