using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Reads a module as a dynamical system, again and again while its weights move. The first reading lowers and verifies; later ones only
/// read the weights again where <see cref="WeightRereading"/> knows how, else they lower anew with few probe points.
/// </summary>
internal sealed class ModuleReader(nn.Module<Tensor, Tensor> module, InspectionOptions options)
{
    private readonly InspectionOptions brief = options with { Probes = Math.Min(2, options.Probes), ProbePoints = null };
    private Inspection? attached;
    private WeightRereading? rereading;

    public ModuleReading Read()
    {
        if (attached is null)
        {
            attached = module.Inspect(options);
            rereading = attached.Network is { } first ? WeightRereading.TryCreate(module, first, options) : null;
            return new ModuleReading(attached.Network, attached);
        }

        // An opaque module is read through its own passes whenever it is asked: its inspection never grows old.
        Network? network = attached.Network is null ? null : rereading?.Read() ?? module.Inspect(brief).RequireNetwork();
        return new ModuleReading(network, attached);
    }
}
