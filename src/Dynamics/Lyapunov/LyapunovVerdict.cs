namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>What an orbit's Lyapunov exponents say about the set it settles on.</summary>
public enum LyapunovVerdict
{
    /// <summary>The exponents do not decide.</summary>
    Undecided,

    /// <summary>All exponents are negative and the orbit rests.</summary>
    FixedPoint,

    /// <summary>A flow: one exponent is zero and the others are negative. A map: all are negative and the orbit returns.</summary>
    Cycle,

    /// <summary>No exponent is positive, and more are zero than a cycle has: a torus, or a family of neutral orbits.</summary>
    TorusLike,

    /// <summary>The largest exponent is positive.</summary>
    Chaotic,
}
