using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Probing;

/// <summary>Turns gradients on whatever the user turned off around the call (no_grad, inference_mode), and gives both modes back on disposal.</summary>
internal sealed class Differentiation : IDisposable
{
    private readonly IDisposable normalTensors = inference_mode(false);
    private readonly IDisposable gradients = enable_grad();

    public void Dispose()
    {
        gradients.Dispose();
        normalTensors.Dispose();
    }
}
