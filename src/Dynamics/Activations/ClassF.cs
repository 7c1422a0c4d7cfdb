namespace TorchDynInspect.Dynamics.Activations;

/// <summary>Membership in the class F of nowhere coexpanding functions: χ_f(x,y) ≤ 1 for all x ≠ y (Cook, Hammerlindl, Tucker, arXiv 2303.12814).</summary>
public enum ClassF
{
    /// <summary>Not in the class: the theorem says nothing.</summary>
    No,

    /// <summary>In the extended class (1/√f′ = ∞ where f′ = 0): ReLU, Hardtanh and other clamps.</summary>
    Extended,

    /// <summary>In the class.</summary>
    Member,
}
