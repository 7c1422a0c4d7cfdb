using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Probing;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// Activation modules by class name. Their attributes (negative_slope, alpha, …) do not exist before TorchSharp 0.104, so parameters are measured by evaluating the
/// module: in the module's own type, where the value read is exactly the one it computes with, unless said otherwise.
/// </summary>
internal static class MeasuredActivation
{
    /// <summary>Far enough out that every exponential is 0 or the function is on its outer piece, and finite in every type but float16.</summary>
    private const double Far = 1e30;

    /// <summary>How each class is read.</summary>
    public static IEnumerable<(string Type, LoweringFunction Function)> ByTypeName =>
    [
        ("ReLU", Plain("relu")), ("ReLU6", Plain("relu6")), ("Hardsigmoid", Plain("hardsigmoid")), ("Hardswish", Plain("hardswish")),
        ("Tanh", Plain("tanh")), ("Sigmoid", Plain("sigmoid")), ("LogSigmoid", Plain("logsigmoid")), ("Softsign", Plain("softsign")),
        ("SELU", Plain("selu")), ("SiLU", Plain("silu")), ("Mish", Plain("mish")), ("Tanhshrink", Plain("tanhshrink")),
        ("Arctan", Plain("arctan")), ("Erf", Plain("erf")), ("Exp", Plain("exp")), ("GeluTanh", Plain("gelu_tanh")), ("GELU", Gelu),
        ("LeakyReLU", (module, context) => Of("leaky_relu", ("slope", -At(module, context, -1)))),
        ("RReLU", (module, context) => Of("leaky_relu", ("slope", -At(module, context, -1)))),
        ("PReLU", PRelu),
        ("Hardtanh", (module, context) => Of("hardtanh", ("min", At(module, context, -Far)), ("max", At(module, context, Far)))),
        ("ELU", (module, context) => Of("elu", ("alpha", -At(module, context, -Far)))),
        ("CELU", (module, context) => Of("celu", ("alpha", -At(module, context, -Far)))),
        ("Softplus", Softplus),
        ("Hardshrink", (module, context) => Of("hardshrink", ("lambda", LastZero(module, context)))),
        ("Softshrink", (module, context) => Of("softshrink", ("lambda", LastZero(module, context)))),
    ];

    private static LoweringFunction Plain(string name) => (_, _) => Of(name);

    private static IEnumerable<Layer> Of(string name, params ReadOnlySpan<(string Name, double Value)> parameters)
    {
        var all = new Dictionary<string, double>();
        foreach ((string parameter, double value) in parameters)
        {
            all.Add(parameter, value);
        }

        return [new Elementwise(ActivationCatalogue.Create(name, all))];
    }

    private static double At(nn.Module<Tensor, Tensor> module, LoweringContext context, double z) => Values(module, [z], context.Dtype, context.Device)[0];

    private static double[] Values(nn.Module<Tensor, Tensor> module, double[] z, ScalarType dtype, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return TensorBridge.Read(module.forward(tensor(z, [z.Length], dtype: dtype, device: device)));
    }

    // The two forms of GELU differ most, by 4.7e−4, at z = ±2.7; the nearer one is meant.
    private static IEnumerable<Layer> Gelu(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        double value = At(module, context, -2.7);
        Activation erf = ActivationCatalogue.Create("gelu");
        Activation tanh = ActivationCatalogue.Create("gelu_tanh");
        return [new Elementwise(Math.Abs(erf.Value(-2.7) - value) <= Math.Abs(tanh.Value(-2.7) - value) ? erf : tanh)];
    }

    private static IEnumerable<Layer> PRelu(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        double[] slopes = LoweringContext.ReadParameter(module, "weight") ?? throw new NotLowerableException("has no weight");
        Activation[] functions = Array.ConvertAll(slopes, slope => ActivationCatalogue.Create("prelu", new Dictionary<string, double> { ["slope"] = slope }));
        if (functions.Length == 1)
        {
            return [new Elementwise(functions[0])];
        }

        // One slope a channel, the first axis after the batch; all units of a channel share it.
        int perChannel = context.InputWidth / functions.Length;
        return [new Elementwise(Enumerable.Range(0, context.InputWidth).Select(unit => functions[unit / perChannel]))];
    }

    // softplus(z) = ln(1 + e^{βz})/β is ln 2/β at 0; beyond βz > threshold it is z itself. Its arguments are doubles whatever the type it runs in,
    // so both are measured in float64 and the shortest decimal within the accuracy of the measurement is taken.
    private static IEnumerable<Layer> Softplus(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        double beta = ShortestWithin(Math.Log(2) / Values(module, [0], ScalarType.Float64, CPU)[0], 1e-14);
        double low = 0;
        double high = 64 / beta;
        while (high - low > 1e-14 * high)
        {
            double middle = low + ((high - low) / 2);
            bool isLinear = Values(module, [middle], ScalarType.Float64, CPU)[0] == middle;
            (low, high) = isLinear ? (low, middle) : (middle, high);
        }

        return Of("softplus", ("beta", beta), ("threshold", ShortestWithin(beta * low, 1e-12)));
    }

    private static double ShortestWithin(double value, double relative)
    {
        for (int digits = 1; digits < 16; digits++)
        {
            double rounded = double.Parse(value.ToString($"E{digits - 1}"));
            if (Math.Abs(rounded - value) <= relative * Math.Abs(value))
            {
                return rounded;
            }
        }

        return value;
    }

    // λ is the largest z that the function sends to 0: bisection down to neighbouring numbers of the module's type.
    private static double LastZero(nn.Module<Tensor, Tensor> module, LoweringContext context)
    {
        double low = 0;
        double high = 1;
        while (high < Far && At(module, context, high) == 0)
        {
            (low, high) = (high, 2 * high);
        }

        for (int i = 0; i < 200; i++)
        {
            double middle = low + ((high - low) / 2);
            middle = context.Dtype == ScalarType.Float64 ? middle : (float)middle;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = At(module, context, middle) == 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
