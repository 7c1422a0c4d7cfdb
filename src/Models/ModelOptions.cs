using TorchDynInspect.Models.Activations;
using TorchDynInspect.Models.Initialisation;
using static TorchSharp.torch;

namespace TorchDynInspect.Models;

/// <summary>What every model here lets its user choose.</summary>
public abstract record ModelOptions
{
    /// <summary>σ after every hidden layer. Default tanh.</summary>
    public ActivationChoice Activation { get; init; } = "tanh";

    /// <summary>A function after the last layer; null (default) for none.</summary>
    public ActivationChoice? OutputActivation { get; init; }

    /// <summary>Whether the linear layers have biases. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How weights start. Default: as torch's Linear does.</summary>
    public Initialiser WeightInitialiser { get; init; } = "default";

    /// <summary>How biases start. Default: as torch's Linear does, uniform in ±1/√fan_in.</summary>
    public Initialiser BiasInitialiser { get; init; } = "default";

    /// <summary>Type of the parameters; null (default) for torch's default type.</summary>
    public ScalarType? Dtype { get; init; }

    /// <summary>Where the parameters live; null (default) for torch's default device.</summary>
    public Device? Device { get; init; }

    /// <summary>
    /// Seed of the parameters. They are drawn layer by layer, weight before bias, from a generator of their own, and torch's global generator is left as it was:
    /// the numbers are those of a PyTorch model built after manual_seed(seed). Null (default) draws from the global generator.
    /// </summary>
    public long? Seed { get; init; }
}
