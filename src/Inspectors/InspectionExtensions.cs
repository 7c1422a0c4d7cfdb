using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors;

/// <summary>The entry point: <c>module.Inspect()</c>.</summary>
public static class InspectionExtensions
{
    /// <summary>
    /// Reads a module as a dynamical system: lowers it to a network where its classes are known, checks the network against the module on probe points, and falls
    /// back to the module's own forward and backward passes where they are not. The module is read in evaluation mode and left exactly as it was: training flags,
    /// gradients, buffers, random state, type, device and hooks. Hooks of the user's on inner modules may see the probe batches.
    /// </summary>
    /// <param name="module">Any module from a tensor (N, …) to a tensor (N, …).</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>A result that holds no tensor. A lowered one is a snapshot of the weights; an opaque one reads the module again whenever it is asked.</returns>
    /// <exception cref="Dynamics.InvalidInputException">The input shape is unknown or wrong, a parameter is NaN or infinite, the module is disposed: one line names it.</exception>
    /// <exception cref="Verification.LoweringMismatchException">A submodule and what it was lowered to differ; the message names the submodule.</exception>
    public static Inspection Inspect(this nn.Module<Tensor, Tensor> module, InspectionOptions? options = null) => Inspector.Read(module, options ?? new());

    /// <summary>As <see cref="Inspect(nn.Module{Tensor, Tensor}, InspectionOptions?)"/>, for inputs of the given shape.</summary>
    /// <param name="module">Any module from a tensor (N, …) to a tensor (N, …).</param>
    /// <param name="inputShape">Shape of one input without the batch dimension.</param>
    /// <returns>A result that holds no tensor.</returns>
    public static Inspection Inspect(this nn.Module<Tensor, Tensor> module, params ReadOnlySpan<long> inputShape) =>
        Inspector.Read(module, inputShape.IsEmpty ? new() : new InspectionOptions { InputShape = [.. inputShape] });
}
