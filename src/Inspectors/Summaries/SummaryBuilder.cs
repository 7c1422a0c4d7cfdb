using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Lowering;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Summaries;

/// <summary>Writes what became of each submodule as rows.</summary>
internal static class SummaryBuilder
{
    public static ModelSummary Build(nn.Module module, LoweredModule root)
    {
        var rows = ImmutableArray.CreateBuilder<SummaryRow>();
        Add(rows, module, root);
        long total = 0;
        long trainable = 0;
        foreach (var parameter in module.parameters())
        {
            long size = parameter.numel();
            total += size;
            trainable += parameter.requires_grad ? size : 0;
        }

        return new ModelSummary(rows.ToImmutable(), total, trainable);
    }

    private static void Add(ImmutableArray<SummaryRow>.Builder rows, nn.Module module, LoweredModule lowered)
    {
        rows.Add(new SummaryRow(
            lowered.Path, lowered.Type, lowered.InputShape, lowered.OutputShape, lowered.Parameters,
            lowered.Children.IsEmpty ? ActivationOf(lowered.Layers) : null, lowered.Layers is not null, Outcome(lowered)));
        foreach (LoweredModule child in lowered.Children)
        {
            string name = lowered.Path.Length == 0 ? child.Path : child.Path[(lowered.Path.Length + 1)..];
            Add(rows, module.named_children().First(entry => entry.name == name).module, child);
        }

        if (lowered.Children.IsEmpty)
        {
            AddUnread(rows, module, lowered.Path, lowered.Layers is not null);
        }
    }

    // What stands below an opaque module, or one that the user's lowering read as a whole.
    private static void AddUnread(ImmutableArray<SummaryRow>.Builder rows, nn.Module module, string path, bool isLowered)
    {
        foreach ((string name, nn.Module child) in module.named_children())
        {
            string childPath = path.Length == 0 ? name : $"{path}.{name}";
            long parameters = child.parameters().Sum(parameter => parameter.numel());
            rows.Add(new SummaryRow(
                childPath, child.GetType().Name, null, null, parameters, null, isLowered, isLowered ? "part of its parent" : "its parent is opaque"));
            AddUnread(rows, child, childPath, isLowered);
        }
    }

    private static string? ActivationOf(ImmutableArray<Layer>? layers) =>
        layers is { Length: 1 } one && one[0] is Elementwise elementwise ? Show(elementwise) : null;

    private static string Outcome(LoweredModule lowered)
    {
        if (lowered.Layers is not { } layers)
        {
            return lowered.Reason ?? "opaque";
        }

        if (!lowered.Children.IsEmpty && layers is not [Residual])
        {
            return $"{layers.Length} layers";
        }

        return layers.IsEmpty ? "identity" : string.Join(", ", layers.Select(Show));
    }

    private static string Show(Layer layer) => layer switch
    {
        Affine affine => $"affine {affine.Weight.Columns} → {affine.Weight.Rows}",
        Elementwise elementwise => Show(elementwise),
        Residual residual => $"residual, branch of {residual.Branch.Layers.Length} layers",
        Flow flow => $"flow, field of {flow.Field.Layers.Length} layers",
        _ => layer.GetType().Name,
    };

    private static string Show(Elementwise elementwise)
    {
        string[] functions = [.. elementwise.Units.Select(Show).Distinct()];
        return functions.Length == 1 ? functions[0] : $"{elementwise.Units[0].Name}, {functions.Length} kinds";
    }

    private static string Show(Activation activation) => activation.Parameters.IsEmpty
        ? activation.Name
        : $"{activation.Name}({string.Join(", ", activation.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value:G6}"))})";
}
