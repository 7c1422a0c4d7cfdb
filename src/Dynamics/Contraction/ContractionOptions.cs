namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>How far bounds over a box are refined.</summary>
public sealed record ContractionOptions
{
    /// <summary>Parts of the box for each bound at most; a bound is proved whatever the number, and sharper with more. Default 2000.</summary>
    public int MaxParts { get; init; } = 2000;

    /// <summary>A bound is sharp enough within this, relative to 1 + its modulus. Default 1e−3.</summary>
    public double Tolerance { get; init; } = 1e-3;
}
