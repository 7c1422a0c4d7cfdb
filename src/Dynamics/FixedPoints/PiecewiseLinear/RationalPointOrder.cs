using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Points with rational coordinates by value, and in lexicographic order.</summary>
internal sealed class RationalPointOrder : IComparer<Rational[]>, IEqualityComparer<Rational[]>
{
    /// <summary>The order.</summary>
    public static RationalPointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Rational[]? x, Rational[]? y) => x.AsSpan().SequenceCompareTo(y.AsSpan());

    /// <inheritdoc/>
    public bool Equals(Rational[]? x, Rational[]? y) => x.AsSpan().SequenceEqual(y.AsSpan());

    /// <inheritdoc/>
    public int GetHashCode(Rational[] obj) => obj.Aggregate(17, HashCode.Combine);
}
