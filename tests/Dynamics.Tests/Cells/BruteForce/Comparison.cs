namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>What came of one network.</summary>
/// <param name="Regions">How many regions it has.</param>
/// <param name="Missed">How many of them the walk in floating point cannot see: thinner than rounding, or a unit within rounding of its breakpoint all over
/// them.</param>
/// <param name="Programs">How many linear programs the brute force solved.</param>
/// <param name="Difference">What differs; null when nothing does.</param>
internal sealed record Comparison(int Regions, int Missed, long Programs, string? Difference);
