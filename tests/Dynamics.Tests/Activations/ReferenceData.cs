using System.Globalization;
using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>One function of a reference file with its rows of numbers; null where the reference has no value.</summary>
public sealed record ReferenceData(Activation Activation, IReadOnlyList<double?[]> Rows)
{
    public static IReadOnlyList<ReferenceData> Torch { get; } = Read("activations-torch.json");

    public static IReadOnlyList<ReferenceData> HighPrecision { get; } = Read("activations-mpmath.json");

    /// <summary>Names the function in failures: name and parameters.</summary>
    public override string ToString() =>
        $"{Activation.Name}({string.Join(", ", Activation.Parameters.Select(p => $"{p.Key}={p.Value}"))})";

    private static ReferenceData[] Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Activations", "reference", file)));
        return [.. document.RootElement.EnumerateArray().Select(Function)];
    }

    private static ReferenceData Function(JsonElement element)
    {
        Dictionary<string, double> parameters = element.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        Activation activation = ActivationCatalogue.Create(element.GetProperty("function").GetString()!, parameters);
        return new(activation, [.. element.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray())]);
    }

    private static double? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => element.GetDouble(),
        _ => element.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            string text => double.Parse(text, CultureInfo.InvariantCulture),
            null => null,
        },
    };
}
