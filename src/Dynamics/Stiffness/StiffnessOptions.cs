namespace TorchDynInspect.Dynamics.Stiffness;

/// <summary>When a field is called stiff.</summary>
public sealed record StiffnessOptions
{
    /// <summary>
    /// Stiff when max |Re λ| · T over the decaying eigenvalues is at least this: an explicit method then needs steps of a size that stability dictates, some |λ|T/3 of them, whatever
    /// the solution looks like. Default 1000.
    /// </summary>
    public double DecayThreshold { get; init; } = 1000;

    /// <summary>An eigenvalue counts as decaying or growing when |Re λ| exceeds this times max |λ|; below lies rounding. Default 1e−10.</summary>
    public double NegligibleShare { get; init; } = 1e-10;
}
