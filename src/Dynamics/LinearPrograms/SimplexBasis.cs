namespace TorchDynInspect.Dynamics.LinearPrograms;

/// <summary>A copy of a dictionary of <see cref="BoundedDualSimplex"/>, from which a run can go on later or elsewhere.</summary>
internal sealed record SimplexBasis(double[] Table, int[] Basic, int[] Nonbasic, double[] Reduced, int Pivots);
