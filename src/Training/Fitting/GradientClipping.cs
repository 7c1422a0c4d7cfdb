using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Limits gradients in place; nothing waits for the device.</summary>
internal static class GradientClipping
{
    /// <summary>Clamps every entry to [−limit, limit].</summary>
    public static void ByValue(IEnumerable<Parameter> parameters, double limit)
    {
        using IDisposable constant = no_grad();
        using IDisposable scope = NewDisposeScope();
        foreach (Tensor gradient in Gradients(parameters))
        {
            gradient.clamp_(-limit, limit);
        }
    }

    /// <summary>Scales all gradients by min(1, limit/(‖g‖₂ + 10⁻⁶)), g being all of them in one vector: torch's clip_grad_norm_.</summary>
    public static void ByNorm(IEnumerable<Parameter> parameters, double limit)
    {
        using IDisposable constant = no_grad();
        using IDisposable scope = NewDisposeScope();
        Tensor[] gradients = [.. Gradients(parameters)];
        if (gradients.Length == 0)
        {
            return;
        }

        Tensor total = stack([.. gradients.Select(gradient => gradient.norm())]).norm();
        Tensor factor = (limit / (total + 1e-6)).clamp(max: 1.0);
        foreach (Tensor gradient in gradients)
        {
            gradient.mul_(factor);
        }
    }

    private static IEnumerable<Tensor> Gradients(IEnumerable<Parameter> parameters)
    {
        foreach (Parameter parameter in parameters)
        {
            if (parameter.grad is { } gradient)
            {
                yield return gradient;
            }
        }
    }
}
