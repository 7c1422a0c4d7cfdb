using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>An attracting fixed point or cycle whose basin was sampled.</summary>
/// <param name="Points">The points of the cycle in the order they are visited; one for a fixed point.</param>
/// <param name="Radius">Euclidean distance within which an orbit counts as near.</param>
/// <param name="Evidence">How strongly the existence of the point or cycle is supported; its basin is Sampled.</param>
public sealed record Attractor(ImmutableArray<ImmutableArray<double>> Points, double Radius, EvidenceLevel Evidence)
{
    /// <summary>The least period; 1 for a fixed point.</summary>
    public int Period => Points.Length;
}
