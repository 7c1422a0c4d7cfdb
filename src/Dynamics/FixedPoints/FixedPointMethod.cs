namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>How fixed points are searched for.</summary>
public enum FixedPointMethod
{
    /// <summary>
    /// <see cref="Cells"/> for a continuous piecewise-linear network. For any other without flow layers <see cref="Boxes"/> with a limit on the work; where that does not
    /// suffice, what it proved beside what <see cref="Newton"/> finds. For a network that is the flow of a field, its equilibria by <see cref="Cells"/> or <see cref="Boxes"/>, and other fixed
    /// points by <see cref="Newton"/> unless a theorem excludes them. <see cref="Newton"/> for the rest.
    /// </summary>
    Auto,

    /// <summary>Newton's method from many starts: for any network; what no start reaches is missed, so that completeness is <see cref="Evidence.EvidenceLevel.Sampled"/>.</summary>
    Newton,

    /// <summary>
    /// The pieces of a piecewise-linear network, refuted by proved linear bounds or solved in exact rationals: every fixed point and cycle, each certified, and a proof that there are no others.
    /// </summary>
    Cells,

    /// <summary>
    /// Branch and prune over boxes, for any network without flow layers: every fixed point and cycle whose Jacobian is regular, each certified, and a proof that there
    /// are no others; the rest is reported as unresolved.
    /// </summary>
    Boxes,
}
