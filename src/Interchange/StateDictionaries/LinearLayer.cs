using System.Globalization;
using System.Text.RegularExpressions;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>The weight and bias entries of one linear layer, found by their common prefix.</summary>
internal sealed partial record LinearLayer(string Prefix, StateTensor Weight, StateTensor? Bias)
{
    public int Outputs => Weight.Shape[0];

    public int Inputs => Weight.Shape[1];

    /// <summary>
    /// The linear layers of a dictionary and the slopes of its prelus (a one-dimensional weight alone): the layers in order of their
    /// numbers when all prefixes are one stem with a number ("layer0", "layer1", … or "0", "2", …),
    /// else in the order of the file.
    /// </summary>
    public static (List<LinearLayer> Layers, List<StateTensor> Slopes) In(StateDictionary dictionary, string file)
    {
        List<LinearLayer> layers = [];
        List<StateTensor> slopes = [];
        IEnumerable<StateTensor> floating = dictionary.Entries.Where(entry => entry.IsFloatingPoint);
        foreach (IGrouping<string, StateTensor> group in floating.GroupBy(PrefixOf, StringComparer.Ordinal))
        {
            if (group.ToArray() is [{ Shape: [> 0] } alone] && alone.Name.EndsWith("weight", StringComparison.Ordinal))
            {
                slopes.Add(alone);
                continue;
            }

            StateTensor? weight = null;
            StateTensor? bias = null;
            foreach (StateTensor entry in group)
            {
                switch (entry.Name[group.Key.Length..].TrimStart('.'))
                {
                    case "weight" when entry.Shape.Length == 2 && !entry.Shape.Contains(0):
                        weight = entry;
                        break;
                    case "bias" when entry.Shape.Length == 1:
                        bias = entry;
                        break;
                    default:
                        throw InputFault.InEntry(
                            file,
                            entry,
                            $"has shape {entry.ShapeText}, expected only linear layers: "
                            + "a two-dimensional \"….weight\" and a one-dimensional \"….bias\"");
                }
            }

            layers.Add(weight is not null
                ? new LinearLayer(group.Key, weight, bias)
                : throw InputFault.InEntry(
                    file,
                    group.First(),
                    "has no weight beside it, expected the weight of the same linear layer"));
        }

        return (InNumericalOrder(layers), slopes);
    }

    /// <summary>The layer, every entry checked to be finite; a missing bias is zero (torch's <c>bias=False</c>).</summary>
    public Affine ToAffine(string file)
    {
        RequireFinite(Weight, file);
        if (Bias is null)
        {
            return new Affine(new Matrix(Outputs, Inputs, Weight.Values.Span), new double[Outputs]);
        }

        RequireFinite(Bias, file);
        return Bias.Shape[0] == Outputs
            ? new Affine(new Matrix(Outputs, Inputs, Weight.Values.Span), Bias.Values.Span)
            : throw InputFault.InEntry(file, Bias, $"has shape {Bias.ShapeText}, expected {Outputs} as its weight has rows");
    }

    /// <summary>Rejects NaN and infinity, naming entry and index.</summary>
    public static void RequireFinite(StateTensor entry, string file)
    {
        ReadOnlySpan<double> values = entry.Values.Span;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                string index = entry.Shape.Length == 2 ? $"[{i / entry.Shape[1]}][{i % entry.Shape[1]}]" : $"[{i}]";
                throw InputFault.InEntry(file, entry, $"is {InputFault.Number(values[i])}, expected a finite number", index);
            }
        }
    }

    private static string PrefixOf(StateTensor entry) => entry.Name[..Math.Max(0, entry.Name.LastIndexOf('.'))];

    private static List<LinearLayer> InNumericalOrder(List<LinearLayer> layers)
    {
        Match[] matches = [.. layers.Select(layer => StemAndNumber().Match(layer.Prefix))];
        int NumberOf(int layer) => int.Parse(matches[layer].Groups["number"].Value, CultureInfo.InvariantCulture);
        bool numbered = matches.All(match => match.Success && match.Groups["stem"].Value == matches[0].Groups["stem"].Value);
        return numbered ? [.. Enumerable.Range(0, layers.Count).OrderBy(NumberOf).Select(i => layers[i])] : layers;
    }

    [GeneratedRegex("^(?<stem>.*?)(?<number>[0-9]{1,9})$")]
    private static partial Regex StemAndNumber();
}
