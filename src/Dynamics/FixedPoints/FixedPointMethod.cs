namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>How fixed points are searched for.</summary>
public enum FixedPointMethod
{
    /// <summary><see cref="Cells"/> for a continuous piecewise-linear network, <see cref="Newton"/> for any other.</summary>
    Auto,

    /// <summary>Newton's method from many starts: for any network; what no start reaches is missed, so that completeness is <see cref="Evidence.EvidenceLevel.Sampled"/>.</summary>
    Newton,

    /// <summary>
    /// The pieces of a piecewise-linear network, refuted by proved linear bounds or solved in exact rationals: every fixed point and cycle, each certified, and a proof that there are no others.
    /// </summary>
    Cells,
}
