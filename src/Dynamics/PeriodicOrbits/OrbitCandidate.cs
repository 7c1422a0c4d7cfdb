namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>A guess of a closed orbit: a point and a period.</summary>
/// <param name="X">The point.</param>
/// <param name="Period">The period, positive.</param>
/// <param name="Distance">How far the orbit is from closing, as a share of its extent.</param>
internal sealed record OrbitCandidate(double[] X, double Period, double Distance);
