namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>What came of one network.</summary>
/// <param name="Regions">How many regions it has.</param>
/// <param name="Thin">How many of them the walk in floating point left out as thinner than rounding.</param>
/// <param name="Programs">How many linear programs the brute force solved.</param>
/// <param name="Difference">What differs; null when nothing does.</param>
internal sealed record Comparison(int Regions, int Thin, long Programs, string? Difference);
