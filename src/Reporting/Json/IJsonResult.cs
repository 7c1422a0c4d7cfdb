using System.Text.Json;

namespace TorchDynInspect.Reporting.Json;

/// <summary>A result that knows its JSON form: one object whose field names scripts may rely on.</summary>
/// <remarks>
/// JSON has no NaN and no infinity. A number that is not finite is written as <c>null</c>, and a field with the same name and the
/// suffix <c>Reason</c> beside it says why. Finite numbers are written in the shortest form that reads back to the same double.
/// </remarks>
public interface IJsonResult
{
    /// <summary>Writes the result as one JSON object value.</summary>
    /// <param name="writer">Receives the object, from its opening to its closing brace.</param>
    void WriteTo(Utf8JsonWriter writer);
}
