namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// What widths and ranks say about the critical points of a scalar network whose activations are C² with σ′ ≠ 0: sharper than <see cref="ArchitectureLabel"/>,
/// since it compares the widths with n_0.
/// </summary>
public enum MorseCriterion
{
    /// <summary>The hypotheses fail: the theory says nothing.</summary>
    NotCovered,

    /// <summary>Some weight matrix is zero, so that the network is constant and every point critical.</summary>
    Constant,

    /// <summary>M1: the widths never increase and every weight matrix has full rank. ∇Φ ≠ 0 everywhere.</summary>
    NoCriticalPoints,

    /// <summary>
    /// M2: from the first layer narrower than n_0 on, the widths never increase. Every critical point is non-degenerate for almost every weight.
    /// </summary>
    GenericallyMorse,

    /// <summary>M3: a layer narrower than n_0 is followed by a wider one. Degenerate critical sets occur on an open set of weights.</summary>
    DegenerateOnOpenSet,

    /// <summary>M3: moreover the widths never increase up to that layer. Every critical point is degenerate.</summary>
    AlwaysDegenerate,
}
