using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>A flow layer of a network, and the layers that lead to it.</summary>
/// <param name="Index">Which layer of the network.</param>
/// <param name="Flow">The layer.</param>
/// <param name="Before">From the network's input to the flow's state.</param>
internal sealed record FlowInside(int Index, Flow Flow, Network Before)
{
    /// <summary>The flow layers that are not inside of residual branches, in order.</summary>
    public static ImmutableArray<FlowInside> AllOf(Network network) =>
    [
        .. network.Layers.Index()
            .Where(layer => layer.Item is Flow)
            .Select(layer => new FlowInside(layer.Index, (Flow)layer.Item, new Network(network.Inputs, network.Layers[..layer.Index]))),
    ];

    /// <summary>The one flow layer; null when there is none.</summary>
    /// <exception cref="InvalidInputException">There are several.</exception>
    public static FlowInside? OnlyOneOf(ModelQuestion question)
    {
        ImmutableArray<FlowInside> all = AllOf(question.Network);
        return all.Length <= 1
            ? all.SingleOrDefault()
            : throw new InvalidInputException(
                $"{question.Path}: has flow layers {string.Join(", ", all.Select(flow => $"layers[{flow.Index}]"))}, expected one");
    }

    /// <summary>The flow's state for an input of the network.</summary>
    public double[] StateFor(double[] x) => Before.Layers.IsEmpty ? x : Before.Evaluate(x);
}
