using System.Text.Json;

namespace TorchDynInspect.Models.Tests;

/// <summary>The committed reference values; reference/*.py wrote them with PyTorch.</summary>
internal static class Reference
{
    public static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", file)));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(entry => entry.GetDouble())];

    public static double[] Flat(this JsonElement rows) => [.. rows.EnumerateArray().SelectMany(row => row.Numbers())];
}
