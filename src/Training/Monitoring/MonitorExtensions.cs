using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Attaches a monitor to a module.</summary>
public static class MonitorExtensions
{
    /// <summary>Watches this module until the monitor is disposed.</summary>
    /// <param name="module">The module to watch.</param>
    /// <param name="optimizer">Its optimizer, for the learning rate; may be null.</param>
    /// <param name="options">What to measure, when and at what cost; null for the defaults.</param>
    /// <returns>The monitor; dispose it to detach.</returns>
    /// <exception cref="Dynamics.InvalidInputException">The options make no sense, or, when strict, an inspector cannot work on this
    /// module.</exception>
    public static ModuleMonitor Monitor(
        this nn.Module<Tensor, Tensor> module, optim.Optimizer? optimizer = null, MonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new ModuleMonitor(module, optimizer, options ?? new MonitorOptions());
    }

    /// <summary>Watches this module until the monitor is disposed.</summary>
    /// <param name="module">The module to watch.</param>
    /// <param name="options">What to measure, when and at what cost.</param>
    /// <returns>The monitor; dispose it to detach.</returns>
    /// <exception cref="Dynamics.InvalidInputException">The options make no sense, or, when strict, an inspector cannot work on this
    /// module.</exception>
    public static ModuleMonitor Monitor(this nn.Module<Tensor, Tensor> module, MonitorOptions options) => module.Monitor(null, options);
}
