namespace TorchDynInspect.Dynamics.Exact;

/// <summary>A network at a rational point.</summary>
/// <param name="Values">The outputs.</param>
/// <param name="Places">Where each unit is, in the order of the pattern.</param>
internal sealed record ExactEvaluation(Rational[] Values, UnitPlace[] Places)
{
    /// <summary>Whether the point lies in the closed cell of the pattern.</summary>
    public bool IsIn(ReadOnlySpan<byte> pattern)
    {
        for (int i = 0; i < Places.Length; i++)
        {
            if (!Places[i].IsIn(pattern[i]))
            {
                return false;
            }
        }

        return true;
    }
}
