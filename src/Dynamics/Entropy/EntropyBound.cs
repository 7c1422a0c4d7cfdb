using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Entropy;

/// <summary>One bound of the topological entropy by one theorem, in nats per iteration.</summary>
/// <param name="Theorem">Short name, e.g. "E1", "Hofbauer tower".</param>
/// <param name="Source">Where it is stated or derived.</param>
/// <param name="Kind">Which side it bounds.</param>
/// <param name="Value">The bound; rounded down when lower, up when upper and certified.</param>
/// <param name="Evidence">How strongly the bound itself is supported.</param>
/// <param name="Reason">What was measured that gives the bound, e.g. "lap(f) = 3", "period 5".</param>
public sealed record EntropyBound(string Theorem, string Source, BoundKind Kind, double Value, EvidenceLevel Evidence, string Reason);
