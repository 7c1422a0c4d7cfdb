using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>A time-T map that reference/time_maps.py differentiated in 60 digits.</summary>
internal sealed record ReferenceTimeMap(
    string Name, ReferenceTimeMap.LayerText[] Layers, double Time, double[] Start, double[] State, double[][] Jacobian, double[][][] Second)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static ReferenceTimeMap Of(string name) =>
        JsonSerializer.Deserialize<ReferenceTimeMap[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Flows", "reference", "time_maps.json")), Web)!
            .Single(map => map.Name == name);

    public Network Network() => NetworkOf(Start.Length, Layers);

    private static Network NetworkOf(int inputs, LayerText[] layers) => new(inputs, layers.Select(layer => LayerOf(inputs, layer)));

    private static Layer LayerOf(int inputs, LayerText layer) => layer.Type switch
    {
        "affine" => new Affine(Matrix.FromRows(layer.Weight!), layer.Bias),
        "activation" => new Elementwise(ActivationCatalogue.Create(layer.Function!)),
        _ => new Residual(NetworkOf(inputs, layer.Layers!)),
    };

    public sealed record LayerText(string Type, double[][]? Weight, double[]? Bias, string? Function, LayerText[]? Layers);
}
