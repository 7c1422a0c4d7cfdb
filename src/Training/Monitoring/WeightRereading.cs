using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;
using TorchDynInspect.Inspectors.Lowering;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Brings a verified network up to date by copying weights, without any forward pass. It works where every affine layer is a
/// <see cref="Linear"/> module's weight and bias as they stand: found by equality with the weights of the first reading, and only among the
/// lowerings of this library, which copy a Linear as it is. Anything else (batch normalisation, convolutions, learned activations,
/// lowerings of the user's) is lowered anew each time.
/// </summary>
internal sealed class WeightRereading
{
    private readonly Network network;
    private readonly Dictionary<Affine, Linear> sources;

    private WeightRereading(Network network, Dictionary<Affine, Linear> sources) => (this.network, this.sources) = (network, sources);

    /// <summary>Finds the source of every affine layer; null when one has none, or more than one could be meant.</summary>
    public static WeightRereading? TryCreate(nn.Module<Tensor, Tensor> module, Network network, InspectionOptions options)
    {
        if (!ReferenceEquals(options.Lowerings, Lowerings.None))
        {
            return null;
        }

        IEnumerable<nn.Module> modules = module.named_modules().Select(m => m.module).Append(module);
        Linear[] linears = [.. modules.OfType<Linear>().Where(m => m.GetType() == typeof(Linear))];
        Affine[] copies = Array.ConvertAll(linears, Copy);
        Dictionary<Affine, Linear> sources = new(ReferenceEqualityComparer.Instance);
        foreach (Affine affine in AffineLayers(network))
        {
            int[] candidates = [.. Enumerable.Range(0, linears.Length).Where(i => copies[i].Equals(affine))];
            if (candidates.Length != 1)
            {
                return null;
            }

            sources.Add(affine, linears[candidates[0]]);
        }

        return HasLearnedActivation(network) ? null : new WeightRereading(network, sources);
    }

    /// <summary>The network with the weights of this moment. O(parameters).</summary>
    /// <exception cref="Dynamics.InvalidInputException">A weight is NaN or infinite.</exception>
    public Network Read() => Read(network);

    private Network Read(Network old) => new(old.Inputs, old.Layers.Select(Read));

    private Layer Read(Layer layer) => layer switch
    {
        Affine affine => Copy(sources[affine]),
        Residual residual => new Residual(Read(residual.Branch)),
        Flow flow => new Flow(Read(flow.Field), flow.Time, flow.Solver),
        _ => layer,
    };

    private static Affine Copy(Linear linear)
    {
        Matrix weight = linear.weight.ReadMatrix();
        return new Affine(weight, linear.bias is { } bias ? bias.ReadMatrix().Values : new double[weight.Rows]);
    }

    private static IEnumerable<Affine> AffineLayers(Network network) => network.Layers.SelectMany(layer => layer switch
    {
        Affine affine => [affine],
        Residual residual => AffineLayers(residual.Branch),
        Flow flow => AffineLayers(flow.Field),
        _ => Enumerable.Empty<Affine>(),
    });

    private static bool HasLearnedActivation(Network network) => network.Layers.Any(layer => layer switch
    {
        Elementwise elementwise => elementwise.Units.Any(unit => unit.Name == "prelu"),
        Residual residual => HasLearnedActivation(residual.Branch),
        Flow flow => HasLearnedActivation(flow.Field),
        _ => false,
    });
}
