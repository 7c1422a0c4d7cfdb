namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>How many cells have each sign of det A, in floating point.</summary>
/// <param name="Positive">Orientation kept.</param>
/// <param name="Negative">Orientation reversed.</param>
/// <param name="Singular">|det A| within rounding of 0.</param>
public sealed record DeterminantSigns(long Positive, long Negative, long Singular)
{
    /// <summary>The counts of two sets of cells together.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static DeterminantSigns operator +(DeterminantSigns a, DeterminantSigns b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(a.Positive + b.Positive, a.Negative + b.Negative, a.Singular + b.Singular);
    }
}
