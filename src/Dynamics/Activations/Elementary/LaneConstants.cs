namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>Bit patterns that every width of <see cref="ILanes{V}"/> uses.</summary>
internal static class LaneConstants
{
    /// <summary>1.5·2^52: adding it to a small integer k leaves k in the low bits of the sum.</summary>
    public const double IntegerShift = 6755399441055744;

    /// <summary>The bits of 1.0, the exponent bias in place.</summary>
    public const long OneBits = 0x3FF0000000000000;
}
