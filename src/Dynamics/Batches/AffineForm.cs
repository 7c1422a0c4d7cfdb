namespace TorchDynInspect.Dynamics.Batches;

/// <summary>Which affine map x ↦ A x + b reproduces f at a point (theory §1; Drgoňa et al., arXiv 2011.13492).</summary>
public enum AffineForm
{
    /// <summary>A = Df(x), b = f(x) − Df(x) x.</summary>
    Tangent,

    /// <summary>The shifted secant form A*, b*: activation slopes λ(z) = (σ(z) − σ(0))/z, λ(0) = σ′(0). Exact and bounded.</summary>
    Secant,

    /// <summary>Slopes σ(z)/z as in the paper's experiments; unbounded near z = 0 when σ(0) ≠ 0, undefined at z = 0 then.</summary>
    Unshifted,
}
