using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>{x : Normal·x ≤ Offset}.</summary>
public sealed record Halfspace
{
    /// <summary>Creates a halfspace.</summary>
    /// <param name="normal">The normal, not zero, pointing out of the halfspace.</param>
    /// <param name="offset">The offset.</param>
    /// <exception cref="InvalidInputException">A number is not finite or the normal is zero.</exception>
    public Halfspace(ReadOnlySpan<double> normal, double offset)
    {
        Preconditions.RequireFinite(normal, "halfspace normal");
        Preconditions.RequireFinite([offset], "halfspace offset");
        if (!normal.ContainsAnyExcept(0.0))
        {
            throw new InvalidInputException("halfspace normal: is zero, expected a direction");
        }

        Normal = [.. normal];
        Offset = offset;
    }

    /// <summary>The normal.</summary>
    public ImmutableArray<double> Normal { get; }

    /// <summary>The offset.</summary>
    public double Offset { get; }

    /// <inheritdoc/>
    public bool Equals(Halfspace? other) => other is not null && Offset == other.Offset && Normal.AsSpan().SequenceEqual(other.Normal.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Normal.Aggregate(Offset.GetHashCode(), HashCode.Combine);
}
