using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>Hands out the affine layers of a state dictionary, and the slopes its prelus learned, in the order the network applies
/// them.</summary>
internal sealed class WeightSource(Architecture architecture, IEnumerable<Affine> affines, IEnumerable<StateTensor> slopes, string file)
{
    private readonly Queue<Affine> affines = new(affines);
    private readonly Queue<StateTensor> slopes = new(slopes);

    // A dictionary without any slopes leaves them to the architecture, where "prelu(slope=0.1)" may state them.
    private readonly bool learned = slopes.Any();

    public Affine NextAffine() => affines.Dequeue();

    /// <summary>The layer of a function over <paramref name="width"/> units.</summary>
    public Elementwise Next(Activation function, int width)
    {
        if (function is not PRelu || !learned)
        {
            return new Elementwise(function);
        }

        if (!slopes.TryDequeue(out StateTensor? entry))
        {
            throw InputFault.In(file, $"holds the slopes of fewer prelus than --arch {architecture} has");
        }

        LinearLayer.RequireFinite(entry, file);
        PRelu[] units = [.. entry.Values.ToArray().Select(slope => new PRelu(slope))];
        return units.Length == 1 ? new Elementwise(units[0])
            : units.Length == width ? new Elementwise(units)
            : throw InputFault.InEntry(file, entry, $"has shape {entry.ShapeText}, expected 1 slope or {width}, one for each unit");
    }

    /// <summary>Rejects slopes that no function took.</summary>
    public void RequireAllTaken()
    {
        if (slopes.TryPeek(out StateTensor? entry))
        {
            throw InputFault.InEntry(
                file,
                entry,
                $"has shape {entry.ShapeText} like the slopes of a prelu, but --arch {architecture} has none for it; "
                + "expected only linear layers and its functions");
        }
    }
}
