namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Patterns in lexicographic order, so that results do not depend on which thread came first.</summary>
internal sealed class PatternOrder : IComparer<byte[]>
{
    /// <summary>The order.</summary>
    public static PatternOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y.AsSpan());
}
