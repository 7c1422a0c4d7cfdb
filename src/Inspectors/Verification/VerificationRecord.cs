namespace TorchDynInspect.Inspectors.Verification;

/// <summary>How the network was checked against the module it was read from.</summary>
/// <param name="Points">Probe points.</param>
/// <param name="Submodules">Submodules compared, the inspected module among them.</param>
/// <param name="MaxDeviation">Largest |module − network| over the outputs of the whole module.</param>
/// <param name="Tolerance">
/// Largest bound that rounding in the module's type explains, over the same outputs (a running error analysis of the forward pass; Higham, Accuracy and Stability
/// of Numerical Algorithms, §3.3). Each output is held to its own bound, not to this one.
/// </param>
/// <param name="WorstRatio">Largest deviation divided by its own bound, over all submodules; above 1 the module would have been refused.</param>
/// <param name="DataType">The type the module computes in, e.g. "float32".</param>
public sealed record VerificationRecord(int Points, int Submodules, double MaxDeviation, double Tolerance, double WorstRatio, string DataType);
