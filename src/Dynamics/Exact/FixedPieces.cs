using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>Takes the pieces of a given pattern.</summary>
/// <param name="pattern">A piece a unit, as far as the run goes.</param>
internal readonly struct FixedPieces(byte[] pattern) : IPieceRule
{
    /// <inheritdoc/>
    public int Choose(int place, ExactUnit unit, ReadOnlySpan<BigInteger> row, BigInteger denominator) => pattern[place];
}
