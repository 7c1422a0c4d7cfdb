using System.Collections.Immutable;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>Orders points by their first differing coordinate.</summary>
internal static class Lexicographic
{
    public static IComparer<ImmutableArray<double>> Order { get; } =
        Comparer<ImmutableArray<double>>.Create((x, y) => x.AsSpan().SequenceCompareTo(y.AsSpan()));
}
