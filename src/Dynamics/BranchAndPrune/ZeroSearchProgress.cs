namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>Where a search stands.</summary>
/// <param name="Share">Share of the bisection tree that is done, 0 … 1; a part found after k bisections counts 2^−k.</param>
/// <param name="Boxes">Boxes looked at.</param>
/// <param name="Zeros">Zeros proved.</param>
/// <param name="Unresolved">Boxes given up.</param>
public sealed record ZeroSearchProgress(double Share, long Boxes, int Zeros, int Unresolved);
