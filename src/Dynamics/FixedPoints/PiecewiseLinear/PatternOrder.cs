namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Patterns by value, and in lexicographic order, so that results do not depend on which thread came first.</summary>
internal sealed class PatternOrder : IComparer<byte[]>, IEqualityComparer<byte[]>
{
    /// <summary>The order.</summary>
    public static PatternOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y.AsSpan());

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y.AsSpan());

    /// <inheritdoc/>
    public int GetHashCode(byte[] obj)
    {
        HashCode hash = default;
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
