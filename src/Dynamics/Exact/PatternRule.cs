using System.Numerics;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Exact;

/// <summary>Takes the pieces of a given pattern and notes the halfspaces that hold the units to it.</summary>
internal readonly ref struct PatternRule(ReadOnlySpan<byte> pattern) : IPieceRule
{
    private readonly ReadOnlySpan<byte> pattern = pattern;

    /// <summary>For each unit the lower and the upper breakpoint of its piece, where it has one.</summary>
    public List<ExactHalfspace> Halfspaces { get; } = [];

    /// <inheritdoc/>
    public int Choose(int place, ExactUnit unit, ReadOnlySpan<BigInteger> row, BigInteger denominator)
    {
        int piece = pattern[place];
        if (piece > 0)
        {
            Halfspaces.Add(Bound(place, unit, piece - 1, row, denominator, upper: false));
        }

        if (piece < unit.Breakpoints.Length)
        {
            Halfspaces.Add(Bound(place, unit, piece, row, denominator, upper: true));
        }

        return piece;
    }

    private static ExactHalfspace Bound(int place, ExactUnit unit, int k, ReadOnlySpan<BigInteger> row, BigInteger denominator, bool upper)
    {
        Rational breakpoint = unit.Breakpoints[k];
        BigInteger scale = upper ? breakpoint.Denominator : -breakpoint.Denominator;
        BigInteger[] form = new BigInteger[row.Length];
        for (int c = 0; c < form.Length; c++)
        {
            form[c] = row[c] * scale;
        }

        form[^1] -= breakpoint.Numerator * denominator * (upper ? BigInteger.One : BigInteger.MinusOne);
        return new ExactHalfspace(new Facet(FacetKind.Unit, place, k), form);
    }
}
