namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>What a box inherits.</summary>
/// <param name="Depth">Bisections from the searched box.</param>
/// <param name="Ratio">An estimate of how far Krawczyk's operator is from contracting: below 1 it contracts.</param>
internal readonly record struct NodeState(int Depth, double Ratio);
