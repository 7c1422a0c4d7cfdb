using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>The mean loss over data in evaluation mode. Leaves every training flag as it was.</summary>
internal sealed class Evaluation(nn.Module<Tensor, Tensor> module, Func<Tensor, Tensor, Tensor> loss)
{
    public double MeanLoss(IEnumerable<Batch> batches, CancellationToken cancellation)
    {
        TrainingFlags flags = new(module);
        module.eval();
        try
        {
            using IDisposable constant = no_grad();
            using LossMean mean = new();
            foreach (Batch batch in batches)
            {
                cancellation.ThrowIfCancellationRequested();
                using IDisposable scope = NewDisposeScope();
                mean.Add(loss(module.call(batch.Inputs), batch.Targets), batch.Inputs.shape[0]);
            }

            return mean.Value;
        }
        finally
        {
            flags.Restore();
        }
    }
}
