using System.Text.Json;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Suprema;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// A count of linear regions: <c>count</c>, <c>definition</c>, <c>complete</c>, <c>evidence</c>, <c>undecided</c>, <c>proof</c> {witnesses, inRationals, innerFacets, boundaryFacets,
/// eulerCharacteristic, added, dropped, failure} or null, <c>suprema</c> or null, <c>box</c>, <c>halfspaces</c> [{normal, offset}], <c>slice</c> {origin, directions} or null, <c>seconds</c>.
/// </summary>
/// <param name="Count">The count.</param>
/// <param name="Domain">Where.</param>
/// <param name="Slice">The slice whose parameters the domain bounds; null for the whole input space.</param>
/// <param name="Suprema">Suprema over the same regions; null where not asked for.</param>
public sealed record RegionsJson(RegionCount Count, CellDomain Domain, InputSlice? Slice = null, SupremaResult? Suprema = null) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteNumber("count", Count.Count);
        writer.WriteString("definition", Count.Definition);
        writer.WriteBoolean("complete", Count.Complete);
        writer.WriteWord("evidence", Count.Evidence);
        writer.WriteNumber("undecided", Count.Undecided);
        WriteProof(writer);
        writer.WritePropertyName("suprema");
        if (Suprema is { } suprema)
        {
            new SupremaJson(suprema).WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteBox("box", Domain.Box);
        writer.WriteStartArray("halfspaces");
        foreach (Halfspace halfspace in Domain.Halfspaces)
        {
            writer.WriteStartObject();
            writer.WriteReals("normal", halfspace.Normal.AsSpan());
            writer.WriteReal("offset", halfspace.Offset);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteSlice(writer);
        writer.WriteReal("seconds", Count.Seconds);
        writer.WriteEndObject();
    }

    private void WriteProof(Utf8JsonWriter writer)
    {
        if (Count.Proof is not { } proof)
        {
            writer.WriteNull("proof");
            return;
        }

        writer.WriteStartObject("proof");
        writer.WriteNumber("witnesses", proof.Witnesses);
        writer.WriteNumber("inRationals", proof.InRationals);
        writer.WriteNumber("innerFacets", proof.InnerFacets);
        writer.WriteNumber("boundaryFacets", proof.BoundaryFacets);
        writer.WriteNumber("eulerCharacteristic", proof.EulerCharacteristic);
        writer.WriteNumber("added", proof.Added);
        writer.WriteNumber("dropped", proof.Dropped);
        writer.WriteString("failure", proof.Failure);
        writer.WriteEndObject();
    }

    private void WriteSlice(Utf8JsonWriter writer)
    {
        if (Slice is not { } slice)
        {
            writer.WriteNull("slice");
            return;
        }

        writer.WriteStartObject("slice");
        writer.WriteReals("origin", slice.Origin.AsSpan());
        writer.WriteMatrix("directions", slice.Directions);
        writer.WriteEndObject();
    }
}
