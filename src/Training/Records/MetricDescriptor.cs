using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Training;

/// <summary>What a metric means.</summary>
/// <param name="Name">A dotted lower-case name, e.g. "gradient.norm2".</param>
/// <param name="Unit">The unit, "1" for a pure number.</param>
/// <param name="Evidence">How strongly the value is supported.</param>
/// <param name="Kind">The shape of the value. Default scalar.</param>
public sealed record MetricDescriptor(string Name, string Unit, EvidenceLevel Evidence, MetricKind Kind = MetricKind.Scalar)
{
    /// <summary>A metric of this kind with one real value.</summary>
    /// <param name="value">The value; NaN and infinity are values too (a diverging loss must show).</param>
    /// <param name="subject">What was measured, e.g. a parameter's name; null for the whole module.</param>
    public Metric Of(double value, string? subject = null) => new(this, [value], Subject: subject);

    /// <summary>A metric of this kind with a list of values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="subject">What was measured; null for the whole module.</param>
    public Metric Of(ReadOnlySpan<double> values, string? subject = null) => new(this, [.. values], Subject: subject);

    /// <summary>A metric of this kind with a list of complex values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="subject">What was measured; null for the whole module.</param>
    public Metric Of(IEnumerable<System.Numerics.Complex> values, string? subject = null) =>
        new(this, [.. values.SelectMany(z => new[] { z.Real, z.Imaginary })], Subject: subject);

    /// <summary>A metric of this kind whose value is a word.</summary>
    /// <param name="label">The word.</param>
    /// <param name="subject">What was measured; null for the whole module.</param>
    public Metric Labelled(string label, string? subject = null) => new(this, [], label, subject);
}
