using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>One step of an optimizer on one batch: gradients cleared, forward, backward, clipped, stepped. LBFGS evaluates it as often as
/// it likes.</summary>
internal sealed class OptimizerStep(
    nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, TrainerOptions options)
{
    /// <summary>Learns a batch and returns its loss before the step.</summary>
    public Tensor Learn(Batch batch)
    {
        if (optimizer is LBFGS)
        {
            return optimizer.step(() => Gradient(batch))!;
        }

        Tensor value = Gradient(batch);
        optimizer.step();
        return value;
    }

    private Tensor Gradient(Batch batch)
    {
        optimizer.zero_grad();
        Tensor value = loss(module.call(batch.Inputs), batch.Targets);
        value.backward();
        if (options.ClipGradientValue is { } limit)
        {
            GradientClipping.ByValue(module.parameters(), limit);
        }

        if (options.ClipGradientNorm is { } norm)
        {
            GradientClipping.ByNorm(module.parameters(), norm);
        }

        return value;
    }
}
