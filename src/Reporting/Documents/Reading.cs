using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>One number or word that was read off the network, with the strength of its evidence.</summary>
public sealed record Reading
{
    private Reading(string name, double? value, string text, EvidenceLevel? evidence, string? note) =>
        (Name, Value, Text, Evidence, Note) = (name, value, text, evidence, note);

    /// <summary>What was read, with its unit.</summary>
    public string Name { get; }

    /// <summary>The number; null for a word.</summary>
    public double? Value { get; }

    /// <summary>What the page shows.</summary>
    public string Text { get; }

    /// <summary>How strongly it is supported; null for plain data such as a count of parameters.</summary>
    public EvidenceLevel? Evidence { get; }

    /// <summary>Where or how it was read; null for nothing more.</summary>
    public string? Note { get; }

    /// <summary>A number.</summary>
    /// <param name="name">What was read.</param>
    /// <param name="value">Its value; NaN and infinity are shown as words.</param>
    /// <param name="evidence">Its evidence; null for plain data.</param>
    /// <param name="note">Where or how it was read.</param>
    /// <param name="unit">Unit after the number, e.g. "years".</param>
    /// <param name="digits">Significant digits shown; the tooltip and report.json have all of them.</param>
    public static Reading Of(
        string name, double value, EvidenceLevel? evidence, string? note = null, string? unit = null, int digits = 5) =>
        new(name, value, NumberText.Compact(value, digits) + (unit is null ? string.Empty : " " + unit), evidence, note);

    /// <summary>A word or sentence.</summary>
    /// <param name="name">What was read.</param>
    /// <param name="text">Its value.</param>
    /// <param name="evidence">Its evidence; null for plain data.</param>
    /// <param name="note">Where or how it was read.</param>
    public static Reading Of(string name, string text, EvidenceLevel? evidence, string? note = null) =>
        new(name, null, text, evidence, note);
}
