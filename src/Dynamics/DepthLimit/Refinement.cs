namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>Euler's method with n equal steps against the flow, at sampled points.</summary>
/// <param name="Steps">n.</param>
/// <param name="Largest">The largest ‖·‖∞ distance.</param>
/// <param name="Mean">The mean ‖·‖∞ distance.</param>
public readonly record struct Refinement(int Steps, double Largest, double Mean);
