namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>How far bounds over a box are refined.</summary>
public sealed record ContractionOptions
{
    /// <summary>Parts of the box for each bound at most; a bound is proved whatever the number, and sharper with more. Default 2000.</summary>
    public int MaxParts { get; init; } = 2000;

    /// <summary>A bound is sharp enough within this, relative to 1 + its modulus. Default 1e−3.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <exception cref="InvalidInputException">There are no parts, or the tolerance is negative or no number.</exception>
    internal void Require()
    {
        if (MaxParts < 1 || !(Tolerance >= 0))
        {
            throw new InvalidInputException($"bounds over a box: {MaxParts} parts and a tolerance of {Tolerance}, expected at least 1 and at least 0");
        }
    }
}
