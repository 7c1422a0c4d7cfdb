using System.Collections.Immutable;
using System.Numerics;

namespace TorchDynInspect.Training;

/// <summary>One measured value with its meaning.</summary>
/// <param name="Descriptor">Name, unit, evidence and shape.</param>
/// <param name="Values">The numbers: one for a scalar, n for a vector, 2n (re, im alternating) for complex ones, none for a label.</param>
/// <param name="Label">The word of a label; null otherwise.</param>
/// <param name="Subject">What was measured, e.g. a parameter's name or "fixed point 0"; null for the whole module.</param>
public sealed record Metric(MetricDescriptor Descriptor, ImmutableArray<double> Values, string? Label = null, string? Subject = null)
{
    /// <summary>The descriptor's name.</summary>
    public string Name => Descriptor.Name;

    /// <summary>The single number of a scalar.</summary>
    /// <exception cref="InvalidOperationException">The metric is not a scalar.</exception>
    public double Value => Descriptor.Kind == MetricKind.Scalar
        ? Values[0]
        : throw new InvalidOperationException($"metric {Name} is a {Descriptor.Kind}, expected a scalar");

    /// <summary>The numbers of a complex list.</summary>
    /// <exception cref="InvalidOperationException">The metric is not complex.</exception>
    public ImmutableArray<Complex> ComplexValues => Descriptor.Kind == MetricKind.Complex
        ? [.. Enumerable.Range(0, Values.Length / 2).Select(i => new Complex(Values[2 * i], Values[(2 * i) + 1]))]
        : throw new InvalidOperationException($"metric {Name} is a {Descriptor.Kind}, expected complex numbers");

    /// <inheritdoc/>
    public bool Equals(Metric? other) =>
        other is not null && Descriptor == other.Descriptor && Label == other.Label && Subject == other.Subject
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Descriptor, Label, Subject, Values.Length);
}
