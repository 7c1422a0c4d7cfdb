using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Encloses one inspection: gradients are off, every tensor made inside is released at its end, and the training flag of every submodule
/// and the CPU's random state are put back as they were.
/// </summary>
internal sealed class Quarantine : IDisposable
{
    private readonly TrainingFlags flags;
    private readonly Tensor random;
    private readonly DisposeScope scope;
    private readonly IDisposable constant;

    // The scope comes last: were it open when something else throws, it would go on collecting the training loop's own tensors.
    public Quarantine(nn.Module module)
    {
        flags = new TrainingFlags(module);
        random = get_rng_state().DetachFromDisposeScope();
        constant = no_grad();
        scope = NewDisposeScope();
    }

    public void Dispose()
    {
        scope.Dispose();
        constant.Dispose();
        set_rng_state(random);
        random.Dispose();
        flags.Restore();
    }
}
