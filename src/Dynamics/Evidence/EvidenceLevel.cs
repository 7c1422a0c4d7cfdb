namespace TorchDynInspect.Dynamics.Evidence;

/// <summary>How strongly a result is supported. Every result carries one, and every print of a number shows it.</summary>
public enum EvidenceLevel
{
    /// <summary>Found by sampling or local search: some may have been missed.</summary>
    Sampled,

    /// <summary>Exhaustive by construction, in floating point.</summary>
    Numerical,

    /// <summary>Proved by outward-rounded intervals or exact rationals.</summary>
    Certified,
}
