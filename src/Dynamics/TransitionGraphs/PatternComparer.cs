using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.TransitionGraphs;

/// <summary>Finds cells by their pattern, without a copy of the pattern that is looked for.</summary>
internal sealed class PatternComparer : IEqualityComparer<ImmutableArray<byte>>, IAlternateEqualityComparer<ReadOnlySpan<byte>, ImmutableArray<byte>>
{
    public bool Equals(ImmutableArray<byte> x, ImmutableArray<byte> y) => x.AsSpan().SequenceEqual(y.AsSpan());

    public int GetHashCode(ImmutableArray<byte> pattern) => GetHashCode(pattern.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, ImmutableArray<byte> other) => alternate.SequenceEqual(other.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> pattern)
    {
        HashCode hash = default;
        hash.AddBytes(pattern);
        return hash.ToHashCode();
    }

    public ImmutableArray<byte> Create(ReadOnlySpan<byte> pattern) => [.. pattern];
}
