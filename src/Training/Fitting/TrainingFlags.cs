using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>The training flags of a module and all modules below it, as they were.</summary>
internal sealed class TrainingFlags
{
    // Ancestors before descendants: train() reaches down, so that each module's own flag must be set after its parent's.
    private readonly (nn.Module Module, bool Training)[] flags;

    public TrainingFlags(nn.Module module) =>
        flags = [(module, module.training), .. module.named_modules().Select(m => m.module).Select(m => (m, m.training))];

    public void Restore()
    {
        if (Array.TrueForAll(flags, f => f.Module.training == f.Training))
        {
            return;
        }

        foreach ((nn.Module module, bool training) in flags)
        {
            module.train(training);
        }
    }
}
