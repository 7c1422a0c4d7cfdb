using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.WidthOne;

/// <summary>Chains of width 1 for the tests.</summary>
internal static class Chains
{
    public static readonly string[] Members =
        ["tanh", "sigmoid", "arctan", "erf", "softplus", "logsigmoid", "exp", "softsign", "elu", "celu"];

    public static Affine One(double weight, double bias) => new(new Matrix(1, 1, [weight]), [bias]);

    public static Elementwise Function(string name) => new(ActivationCatalogue.Create(name));

    /// <summary>x ↦ σ(w x + b).</summary>
    public static Network Of(string function, double weight, double bias) => new(1, [One(weight, bias), Function(function)]);

    /// <summary>Activations of class F in a row with random affine maps between them; bounded when the first is.</summary>
    public static Network Random(Random random, string[] functions)
    {
        int depth = random.Next(1, 5);
        List<Layer> layers = [];
        for (int l = 0; l < depth; l++)
        {
            double scale = Math.Pow(10, (1.6 * random.NextDouble()) - 0.5);
            layers.Add(One((random.Next(2) == 0 ? -1 : 1) * scale, (4 * random.NextDouble()) - 2));
            layers.Add(Function(functions[random.Next(functions.Length)]));
        }

        if (random.Next(2) == 0)
        {
            layers.Add(One((3 * random.NextDouble()) - 1.5, random.NextDouble() - 0.5));
        }

        return new Network(1, layers);
    }
}
