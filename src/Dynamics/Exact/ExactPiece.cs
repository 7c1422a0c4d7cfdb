namespace TorchDynInspect.Dynamics.Exact;

/// <summary>One piece z ↦ Slope·z + Intercept of an activation, as the function is defined over the real numbers.</summary>
internal readonly record struct ExactPiece(Rational Slope, Rational Intercept)
{
    /// <summary>The line's value.</summary>
    public Rational Value(Rational z) => (Slope * z) + Intercept;
}
