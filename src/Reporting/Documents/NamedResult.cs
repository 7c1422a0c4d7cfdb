using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Reporting.Documents;

/// <summary>A whole result for scripts.</summary>
/// <param name="Name">Its field name under <c>results</c> in report.json, e.g. "fixedPoints".</param>
/// <param name="Result">The result.</param>
public sealed record NamedResult(string Name, IJsonResult Result);
