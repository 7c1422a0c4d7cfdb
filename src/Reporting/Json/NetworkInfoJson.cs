using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// What a network is made of: <c>inputs</c>, <c>outputs</c>, <c>widths</c> (of the input and after every layer that is not an
/// activation), <c>activations</c> (torch's name for every activation layer in order of application, those inside branches and
/// fields included; names joined by "+" when units differ), <c>parameters</c>, <c>selfMap</c>, and <c>layers</c> in detail. A flow layer tells its <c>time</c>, <c>solver</c>,
/// <c>steps</c> or <c>rtol</c> and <c>atol</c>, <c>fieldWidths</c> and, layer by layer, its <c>field</c>.
/// </summary>
/// <param name="Network">The network.</param>
public sealed record NetworkInfoJson(Network Network) : IJsonResult
{
    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteNumber("inputs", Network.Inputs);
        writer.WriteNumber("outputs", Network.Outputs);
        writer.WriteReals("widths", Widths(Network).ToArray());
        writer.WriteStartArray("activations");
        foreach (string name in ActivationNames(Network))
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteNumber("parameters", Network.ParameterCount);
        writer.WriteBoolean("selfMap", Network.IsSelfMap);
        WriteLayers(writer, "layers", Network);
        writer.WriteEndObject();
    }

    private static IEnumerable<string> ActivationNames(Network network) => network.Layers.SelectMany(layer => layer switch
    {
        Elementwise elementwise => [NameOf(elementwise)],
        Residual residual => ActivationNames(residual.Branch),
        Flow flow => ActivationNames(flow.Field),
        _ => [],
    });

    private static string NameOf(Elementwise layer) => string.Join('+', layer.Units.Select(unit => unit.Name).Distinct());

    private static void WriteLayers(Utf8JsonWriter writer, string name, Network network)
    {
        writer.WriteStartArray(name);
        for (int i = 0; i < network.Layers.Length; i++)
        {
            WriteLayer(writer, network.Layers[i], network.Widths[i], network.Widths[i + 1]);
        }

        writer.WriteEndArray();
    }

    private static void WriteLayer(Utf8JsonWriter writer, Layer layer, int inputs, int outputs)
    {
        writer.WriteStartObject();
        writer.WriteString("type", layer switch { Affine => "affine", Elementwise => "activation", Residual => "residual", _ => "flow" });
        writer.WriteNumber("inputs", inputs);
        writer.WriteNumber("outputs", outputs);
        writer.WriteNumber("parameters", layer.ParameterCount);
        switch (layer)
        {
            case Elementwise elementwise:
                writer.WriteString("function", NameOf(elementwise));
                if (elementwise.IsUniform)
                {
                    WriteParameters(writer, elementwise.Units[0]);
                }

                break;
            case Residual residual:
                WriteLayers(writer, "layers", residual.Branch);
                break;
            case Flow flow:
                writer.WriteReal("time", flow.Time);
                writer.WriteSolver("solver", flow.Solver);
                writer.WriteReals("fieldWidths", Widths(flow.Field).ToArray());
                WriteLayers(writer, "field", flow.Field);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, Activation activation)
    {
        foreach ((string name, ImmutableArray<double> values) in activation.ParameterLists)
        {
            writer.WriteReals(name, values.AsSpan());
        }

        foreach ((string name, double value) in activation.Parameters)
        {
            writer.WriteReal(name, value);
        }
    }

    private static IEnumerable<double> Widths(Network network) =>
        Enumerable.Range(0, network.Layers.Length)
            .Where(i => network.Layers[i] is not Elementwise)
            .Select(i => (double)network.Widths[i + 1])
            .Prepend(network.Inputs);
}
