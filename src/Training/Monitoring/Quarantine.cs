using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Encloses one inspection: gradients are off, every tensor made inside is released at its end, and the training flag of every submodule and the CPU's random
/// state are put back as they were.
/// </summary>
internal sealed class Quarantine : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly IDisposable constant = no_grad();
    private readonly TrainingFlags flags;
    private readonly Tensor random;

    public Quarantine(nn.Module module)
    {
        flags = new TrainingFlags(module);
        random = get_rng_state();
    }

    public void Dispose()
    {
        flags.Restore();
        set_rng_state(random);
        constant.Dispose();
        scope.Dispose();
    }
}
