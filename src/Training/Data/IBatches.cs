namespace TorchDynInspect.Training;

/// <summary>Data in batches, epoch by epoch.</summary>
public interface IBatches
{
    /// <summary>
    /// The batches of one epoch. The same epoch must give the same batches whenever it is asked for: then a seed fixes a run, and a resumed
    /// run continues as if it had never stopped. A batch lives until the next one is asked for; the enumerator releases the tensors it
    /// made.
    /// </summary>
    /// <param name="epoch">Zero-based epoch.</param>
    IEnumerable<Batch> Epoch(int epoch);
}
