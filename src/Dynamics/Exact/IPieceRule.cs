using System.Numerics;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>Says on which piece a unit is while an <see cref="ExactProgram"/> runs.</summary>
internal interface IPieceRule
{
    /// <summary>The piece that the unit takes.</summary>
    /// <param name="place">The unit's place in the pattern.</param>
    /// <param name="unit">Its function.</param>
    /// <param name="row">Its pre-activation's form, over <paramref name="denominator"/>.</param>
    /// <param name="denominator">Positive.</param>
    int Choose(int place, ExactUnit unit, ReadOnlySpan<BigInteger> row, BigInteger denominator);
}
