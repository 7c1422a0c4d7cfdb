namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>The nodes of a tower as numbers: the first ones are kept, with their edges; the others are targets only.</summary>
/// <param name="Lower">For each node, a number in the order of the lower ends.</param>
/// <param name="Upper">For each node, a number in the order of the upper ends, comparable with <paramref name="Lower"/>.</param>
/// <param name="Length">For each node, about how long it is.</param>
/// <param name="Edges">For each kept node, its targets with multiplicity.</param>
internal sealed record TowerGraph(double[] Lower, double[] Upper, double[] Length, int[][] Edges)
{
    /// <summary>How many nodes are kept.</summary>
    public int Kept => Edges.Length;

    /// <summary>Whether node <paramref name="inner"/> is part of node <paramref name="outer"/>; exact.</summary>
    public bool IsPart(int inner, int outer) => Lower[inner] >= Lower[outer] && Upper[inner] <= Upper[outer];
}
