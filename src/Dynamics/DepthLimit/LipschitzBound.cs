using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>Upper bounds of a network's Lipschitz constant in one norm.</summary>
/// <param name="Norm">The norm.</param>
/// <param name="OnBox">On a box, from enclosures of the Jacobian over its parts.</param>
/// <param name="Everywhere">On the whole space, from the enclosure of the Jacobian there and from the norms of the layers; infinite when neither is finite.</param>
public sealed record LipschitzBound(VectorNorm Norm, double OnBox, double Everywhere)
{
    /// <summary>Always <see cref="EvidenceLevel.Certified"/>: outward-rounded intervals prove it.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Certified;
}
