using System.Globalization;
using System.Text.Json;

namespace TorchDynInspect.Dynamics.Tests.PeriodicOrbits;

/// <summary>The numbers of reference/orbits.py.</summary>
internal static class OrbitReference
{
    public static Dictionary<string, double> VanDerPol(double mu) =>
        Read("vanDerPol", entry => entry.GetProperty("mu").GetDouble() == mu);

    public static Dictionary<string, double> Lorenz(string name) =>
        Read("lorenz", entry => entry.GetProperty("name").GetString() == name);

    private static Dictionary<string, double> Read(string list, Func<JsonElement, bool> isWanted)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "PeriodicOrbits", "reference", "orbits.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty(list).EnumerateArray().Single(isWanted).EnumerateObject()
            .Where(field => field.Value.ValueKind == JsonValueKind.String && field.Name != "name")
            .ToDictionary(field => field.Name, field => double.Parse(field.Value.GetString()!, CultureInfo.InvariantCulture));
    }
}
