using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>Whether a network has cells: affine layers, continuous piecewise-linear activations and residual blocks of these.</summary>
public static class PiecewiseLinearity
{
    /// <summary>Whether the network is continuous and piecewise linear, as far as its layers tell.</summary>
    /// <param name="network">The network.</param>
    public static bool IsPiecewiseLinear(this Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return PiecewiseLinearProgram.Accepts(network);
    }

    /// <summary>Refuses a network without cells.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InvalidInputException">A layer is not continuous and piecewise linear; the message names it.</exception>
    public static void RequirePiecewiseLinear(this Network network) => PiecewiseLinearProgram.Of(network);
}
