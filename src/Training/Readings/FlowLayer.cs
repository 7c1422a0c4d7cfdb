using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training;

/// <summary>The one flow layer that a reading of a field looks at, and what comes before it.</summary>
internal static class FlowLayer
{
    /// <summary>Why a module has no field to read; null when it has one.</summary>
    public static string? Check(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int flows = context.Network.Layers.Count(layer => layer is Flow);
        return flows == 1 ? null : $"the module holds {flows} flows, expected one (a NeuralOde, alone or in a sequence)";
    }

    /// <summary>The flow, and the network of the layers before it; null where it is the first.</summary>
    public static (Flow Flow, Network? Before) Of(Network network)
    {
        int at = Enumerable.Range(0, network.Layers.Length).First(i => network.Layers[i] is Flow);
        return ((Flow)network.Layers[at], at == 0 ? null : new Network(network.Inputs, network.Layers[..at]));
    }
}
