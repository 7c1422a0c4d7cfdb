using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Turns drafts into layers, following the width from layer to layer so that a break is reported at its place.</summary>
internal sealed class NetworkBuilder(string file)
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["affine"] = ["type", "weight", "bias"],
        ["activation"] = ["type", "function", "functions"],
        ["residual"] = ["type", "layers"],
        ["flow"] = ["type", "field", "time", "solver", "rtol", "atol", "steps", "maxSteps"],
    };

    /// <summary>Builds the network of <paramref name="drafts"/>, whose input has <paramref name="width"/> units.</summary>
    public Network Build(int width, List<LayerDraft> drafts, string place)
    {
        List<Layer> layers = new(drafts.Count);
        int current = width;
        foreach (LayerDraft draft in drafts)
        {
            Layer layer = At(draft.Place, () => Build(draft, current));
            current = At(draft.Place, () => layer.OutputsFor(current));
            layers.Add(layer);
        }

        return At(place.Length == 0 ? "document" : place, () => new Network(width, layers));
    }

    private Layer Build(LayerDraft draft, int width)
    {
        const string Types = "affine, activation, residual or flow";
        string type = draft.Type ?? throw Fault(draft.Place, $"\"type\" is missing, expected {Types}");
        if (!Allowed.TryGetValue(type, out string[]? allowed))
        {
            throw Fault($"{draft.Place}.type", $"is {InputFault.Quote(type)}, an unknown layer type, expected {Types}");
        }

        foreach (string property in draft.Properties)
        {
            bool parameter = type == "activation" && draft.Activation.Has(property);
            if (!parameter && !allowed.Contains(property))
            {
                throw Fault(
                    $"{draft.Place}.{InputFault.OneLine(property)}",
                    $"unknown property of a layer of type \"{type}\", expected {string.Join(", ", allowed)}");
            }
        }

        return type switch
        {
            "affine" => BuildAffine(draft),
            "activation" => BuildElementwise(draft),
            "residual" => BuildResidual(draft, width),
            _ => BuildFlow(draft, width),
        };
    }

    private Affine BuildAffine(LayerDraft draft)
    {
        (int rows, int columns, double[] values) = draft.Weight
            ?? throw Fault(draft.Place, "\"weight\" is missing, expected an array of rows");
        if (draft.Bias is { } bias && bias.Length != rows)
        {
            throw Fault($"{draft.Place}.bias", $"has {bias.Length} numbers, expected {rows}, one for each row of the weight");
        }

        return new Affine(new Matrix(rows, columns, values), draft.Bias ?? new double[rows]);
    }

    private Elementwise BuildElementwise(LayerDraft draft)
    {
        if (draft.Units is null)
        {
            return new Elementwise(Create(draft.Activation));
        }

        if (draft.Activation.Function is not null)
        {
            throw Fault(draft.Place, "has both \"function\" and \"functions\", expected one of them");
        }

        if (draft.Activation.Numbers.Keys.Concat(draft.Activation.Lists.Keys).FirstOrDefault() is { } parameter)
        {
            throw Fault(
                $"{draft.Place}.{InputFault.OneLine(parameter)}",
                "unknown property beside \"functions\", expected it within the unit's object");
        }

        return new Elementwise(draft.Units.ConvertAll(Create));
    }

    private Activation Create(ActivationDraft draft)
    {
        string name = draft.Function ?? throw Fault(draft.Place, "\"function\" is missing, expected the name of an activation");
        return At(draft.Place, () => ActivationCatalogue.Create(name, draft.Numbers, draft.Lists));
    }

    private Residual BuildResidual(LayerDraft draft, int width)
    {
        List<LayerDraft> branch = draft.Layers ?? throw Fault(draft.Place, "\"layers\" is missing, expected the layers of the branch");
        return new Residual(Build(width, branch, $"{draft.Place}.layers"));
    }

    private Flow BuildFlow(LayerDraft draft, int width)
    {
        List<LayerDraft> field = draft.Field ?? throw Fault(draft.Place, "\"field\" is missing, expected the layers of the vector field");
        Dictionary<string, double> numbers = draft.Activation.Numbers;
        double time = numbers.TryGetValue("time", out double t) ? t : throw Fault(draft.Place, "\"time\" is missing, expected a number");
        FlowSolver defaults = new("dopri5");
        string solver = draft.Solver ?? defaults.Name;
        int steps = CountOf(draft, "steps", defaults.Steps);
        int maxSteps = CountOf(draft, "maxSteps", defaults.MaxSteps);
        if (!new FlowSolver(solver).IsAdaptive && !numbers.ContainsKey("steps"))
        {
            throw Fault(draft.Place, $"\"steps\" is missing, expected the number of steps of solver {InputFault.Quote(solver)}");
        }

        return new Flow(
            Build(width, field, $"{draft.Place}.field"),
            time,
            new FlowSolver(
                solver,
                steps,
                numbers.GetValueOrDefault("rtol", defaults.RelativeTolerance),
                numbers.GetValueOrDefault("atol", defaults.AbsoluteTolerance),
                maxSteps));
    }

    private int CountOf(LayerDraft draft, string property, int missing)
    {
        double count = draft.Activation.Numbers.GetValueOrDefault(property, missing);
        return count >= 1 && count <= int.MaxValue && count == Math.Floor(count)
            ? (int)count
            : throw Fault($"{draft.Place}.{property}", $"is {InputFault.Number(count)}, expected a whole number of at least 1");
    }

    private InvalidInputException Fault(string place, string what) => InputFault.In(file, place, what);

    // A fault that already names the file passes; one from Dynamics knows no file and gets file and place here.
    private T At<T>(string place, Func<T> build)
    {
        try
        {
            return build();
        }
        catch (InvalidInputException e) when (!e.Message.StartsWith(InputFault.OneLine(file) + ": ", StringComparison.Ordinal))
        {
            throw InputFault.In(file, $"{place}: {InputFault.OneLine(e.Message)}", e);
        }
    }
}
