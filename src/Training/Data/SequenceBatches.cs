using TorchDynInspect.Dynamics;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// Batches of any enumerable of tensor lists [inputs, targets], such as TorchSharp's data loader over a tensor dataset. Whether a run is
/// repeatable is up to that enumerable: a loader that shuffles by a generator of its own cannot be resumed exactly.
/// </summary>
/// <param name="loader">Enumerated once an epoch.</param>
public sealed class SequenceBatches(IEnumerable<IList<Tensor>> loader) : IBatches
{
    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A batch does not hold two tensors.</exception>
    public IEnumerable<Batch> Epoch(int epoch)
    {
        foreach (IList<Tensor> batch in loader)
        {
            yield return batch is [var inputs, var targets]
                ? new Batch(inputs, targets)
                : throw new InvalidInputException($"training data: a batch holds {batch.Count} tensors, expected inputs and targets");
        }
    }
}
