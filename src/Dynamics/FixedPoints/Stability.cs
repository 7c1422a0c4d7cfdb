namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Local stability of a fixed point or cycle, judged by its eigenvalues (for a map |λ| against 1, for a flow Re λ against 0).</summary>
public enum Stability
{
    /// <summary>The evidence does not decide.</summary>
    Undecided,

    /// <summary>Every eigenvalue lies strictly on the stable side.</summary>
    Attracting,

    /// <summary>Every eigenvalue lies strictly on the unstable side.</summary>
    Repelling,

    /// <summary>Eigenvalues on both sides, none on the border.</summary>
    Saddle,

    /// <summary>An eigenvalue lies on the border, within the accuracy of the computation.</summary>
    Neutral,
}
