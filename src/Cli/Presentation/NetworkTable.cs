using Spectre.Console;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>A network layer by layer, those inside branches and fields indented below their layer.</summary>
internal static class NetworkTable
{
    public static void Show(IAnsiConsole console, string path, Network network)
    {
        Table table = Tables.Create("layer", "kind", ">inputs", ">outputs", ">parameters", "detail");
        Add(table, network, string.Empty, string.Empty);
        console.Titled($"{path}: R^{network.Inputs} → R^{network.Outputs}, {network.ParameterCount:N0} parameters", table);
        console.Note(network.IsSelfMap
            ? "maps a space to itself: it can be iterated, and has fixed points to look for"
            : "inputs and outputs differ in number: it cannot be iterated");
    }

    private static void Add(Table table, Network network, string prefix, string indent)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            Layer layer = network.Layers[i];
            string number = $"{prefix}{i}";
            table.AddTextRow(
                indent + number,
                KindOf(layer),
                $"{network.Widths[i]}",
                $"{network.Widths[i + 1]}",
                layer.ParameterCount == 0 ? "–" : $"{layer.ParameterCount:N0}",
                DetailOf(layer));
            Network? inner = layer switch { Residual residual => residual.Branch, Flow flow => flow.Field, _ => null };
            if (inner is not null)
            {
                Add(table, inner, $"{number}.", indent + "  ");
            }
        }
    }

    private static string KindOf(Layer layer) => layer switch
    {
        Affine => "affine",
        Elementwise => "activation",
        Residual => "residual",
        _ => "flow",
    };

    private static string DetailOf(Layer layer) => layer switch
    {
        Affine affine => affine.Bias.All(b => b == 0) ? "W h" : "W h + b",
        Elementwise { IsUniform: true } uniform => TextOf(uniform.Units[0]),
        Elementwise units => string.Join(", ", units.Units.CountBy(TextOf).Select(pair => $"{pair.Value}× {pair.Key}")),
        Residual => "h + g(h)",
        Flow flow => $"time {NumberText.Of(flow.Time)} of h′ = g(h), {SolverText.Of(flow.Solver)}",
        _ => string.Empty,
    };

    private static string TextOf(Activation activation) => activation.Parameters.IsEmpty
        ? activation.Name
        : $"{activation.Name}({string.Join(", ", activation.ParameterLists.Select(p => $"{p.Value.Length} {p.Key}").Concat(activation.Parameters.Select(p => $"{p.Key} = {NumberText.Of(p.Value)}")))})";
}
