using System.Text.Json;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Bounds of the entropy of a map of R^d: <c>lower</c>, <c>upper</c>, <c>evidence</c>, <c>complete</c>, <c>bounds</c> as of <see cref="EntropyJson"/>, <c>boxForwardInvariant</c> (null when it
/// is not known), <c>horseshoe</c> {iterate, expandingAxes, target, branches (boxes), entropy} or null, <c>theory</c>, <c>remarks</c>, <c>box</c>.
/// </summary>
/// <param name="Result">The bounds.</param>
public sealed record EntropyBoundsJson(EntropyBoundsResult Result) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteReal("lower", Result.Lower);
        writer.WriteReal("upper", Result.Upper, "no upper bound was found");
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteBoolean("complete", Result.Complete);
        EntropyJson.WriteBounds(writer, Result.Bounds);
        if (Result.IsForwardInvariant is { } invariant)
        {
            writer.WriteBoolean("boxForwardInvariant", invariant);
        }
        else
        {
            writer.WriteNull("boxForwardInvariant");
        }

        if (Result.Horseshoe is { } horseshoe)
        {
            writer.WriteStartObject("horseshoe");
            writer.WriteNumber("iterate", horseshoe.Iterate);
            writer.WriteReals("expandingAxes", [.. horseshoe.ExpandingAxes.Select(axis => (double)axis)]);
            writer.WriteBox("target", horseshoe.Target);
            writer.WriteBoxes("branches", horseshoe.Branches);
            writer.WriteReal("entropy", horseshoe.Entropy);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("horseshoe");
        }

        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteStrings("remarks", Result.Remarks);
        writer.WriteBox("box", Result.Box);
        writer.WriteEndObject();
    }
}
