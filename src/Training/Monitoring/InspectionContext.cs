using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Networks;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>What an inspector sees: the module, where training stands, and — made when first asked for, then shared — the network and the loss.</summary>
public sealed class InspectionContext
{
    private readonly Lazy<double?> loss;
    private readonly Lazy<Network> network;

    internal InspectionContext(
        nn.Module<Tensor, Tensor> module, optim.Optimizer? optimizer, InspectionMoment moment, Lazy<Network> network, Lazy<double?> loss, double? validationLoss)
    {
        Module = module;
        Optimizer = optimizer;
        Moment = moment;
        ValidationLoss = validationLoss;
        this.loss = loss;
        this.network = network;
    }

    /// <summary>The module in training. Read only.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>The optimizer, when the monitor was given one.</summary>
    public optim.Optimizer? Optimizer { get; }

    /// <summary>Where training stands.</summary>
    public InspectionMoment Moment { get; }

    /// <summary>
    /// The loss of the step just made, or the training loss reported with the epoch; null when none was reported. Reading it waits for the device, which is
    /// why a loss is read only when an inspector asks.
    /// </summary>
    public double? Loss => loss.Value;

    /// <summary>The validation loss reported with the epoch; null at other moments.</summary>
    public double? ValidationLoss { get; }

    /// <summary>The module's weights of this moment as a network in evaluation mode. O(parameters), once a moment.</summary>
    /// <exception cref="InvalidInputException">The module does not lower (the message names the submodule), or a weight is NaN or infinite.</exception>
    public Network Network => network.Value;
}
