namespace TorchDynInspect.Dynamics.Intervals;

/// <summary>A priori bounds of rounding errors (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §3.1).</summary>
internal static class RoundingBound
{
    /// <summary>2^−53, the unit roundoff of a double.</summary>
    public const double Unit = 1.1102230246251565e-16;

    /// <summary>More than what underflow adds to a sum of up to 2^20 products, with factors of up to 10^20 behind it.</summary>
    public const double Underflow = 1e-290;

    /// <summary>At least γ_k = k u/(1 − k u) for k up to 10⁶, with room for the roundings of the vectorised sum and of the bound's own use.</summary>
    public static double Of(int k) => (k + 12) * (1.0001 * Unit);
}
