using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>The ReLU networks of data/networks.</summary>
internal static class SavedNetworks
{
    public static Network Relu(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "networks", $"relu-{name}-seed0.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        return new Network(
            file.RootElement.GetProperty("inputs").GetInt32(),
            file.RootElement.GetProperty("layers").EnumerateArray().Select<JsonElement, Layer>(layer => layer.GetProperty("type").GetString() switch
            {
                "affine" => new Affine(
                    Matrix.FromRows([.. layer.GetProperty("weight").EnumerateArray().Select(Numbers)]), Numbers(layer.GetProperty("bias"))),
                "activation" when layer.GetProperty("function").GetString() == "relu" => new Elementwise(Relu()),
                string type => throw new InvalidDataException(type),
                null => throw new InvalidDataException(path),
            }));
    }

    private static Activation Relu() => new Relu();

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
}
