using System.Collections.Frozen;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Models.Activations;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// The lowerings of TorchSharp's own modules. They are found by class name, because the classes' declarations and most of their attributes differ between the
/// versions of TorchSharp; whatever a name alone does not tell is measured.
/// </summary>
internal static class StandardLowerings
{
    private static readonly FrozenDictionary<string, LoweringFunction> ByName = Table();

    public static LoweringFunction? Find(nn.Module<Tensor, Tensor> module)
    {
        Type type = module.GetType();
        bool isKnown = type.Namespace == "TorchSharp.Modules" || type.Assembly == typeof(ActivationModules).Assembly;
        return isKnown ? ByName.GetValueOrDefault(type.Name) : null;
    }

    private static FrozenDictionary<string, LoweringFunction> Table()
    {
        var table = new Dictionary<string, LoweringFunction>();
        Add(table, Linear, "Linear");
        Add(table, (_, _) => [], "Identity", "Flatten", "Unflatten", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout");
        Add(table, BatchNormalisation.Lower, "BatchNorm1d", "BatchNorm2d", "BatchNorm3d");
        Add(
            table, MeasuredAffine.Lower, "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d",
            "AvgPool1d", "AvgPool2d", "AvgPool3d", "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "ZeroPad2d");
        Add(table, (_, _) => throw new NotLowerableException("takes maxima over units, which no layer of the description does"), "MaxPool1d", "MaxPool2d", "MaxPool3d");
        Add(table, (_, _) => throw new NotLowerableException("normalises each input by its own statistics, which no layer of the description does"), "LayerNorm", "GroupNorm");
        foreach ((string type, LoweringFunction function) in MeasuredActivation.ByTypeName)
        {
            Add(table, function, type);
        }

        return table.ToFrozenDictionary();
    }

    private static void Add(Dictionary<string, LoweringFunction> table, LoweringFunction function, params ReadOnlySpan<string> types)
    {
        foreach (string type in types)
        {
            table.Add(type, function);
        }
    }

    private static IEnumerable<Layer> Linear(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        if (context.InputShape.Length != 1)
        {
            // Applied along the last axis of a larger input: block diagonal, so measured like a convolution.
            return MeasuredAffine.Lower(module, context);
        }

        double[] weight = LoweringContext.ReadParameter(module, "weight") ?? throw new NotLowerableException("has no weight");
        int inputs = context.InputWidth;
        int outputs = weight.Length / inputs;
        double[] bias = LoweringContext.ReadParameter(module, "bias") ?? new double[outputs];
        return [new Affine(new Matrix(outputs, inputs, weight), bias)];
    }
}
