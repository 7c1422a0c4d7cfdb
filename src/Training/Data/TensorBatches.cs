using TorchDynInspect.Dynamics;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Batches drawn from two tensors in memory, in an order that depends on the seed and the epoch alone. Keeps references to the
/// tensors, no copies.</summary>
public sealed class TensorBatches : IBatches
{
    private readonly Tensor inputs;
    private readonly Tensor targets;
    private readonly long[] samples;
    private readonly TensorBatchesOptions options;

    /// <summary>All samples.</summary>
    /// <param name="inputs">The inputs; the first dimension runs over the samples.</param>
    /// <param name="targets">The targets; the first dimension runs over the samples.</param>
    /// <param name="options">Batch size, order and seed; null for the defaults.</param>
    /// <exception cref="InvalidInputException">There are no samples, or not as many targets as inputs.</exception>
    public TensorBatches(Tensor inputs, Tensor targets, TensorBatchesOptions? options = null)
        : this(inputs, targets, AllSamples(inputs), options)
    {
    }

    /// <summary>Some of the samples, e.g. one side of a <see cref="ValidationSplit"/>.</summary>
    /// <param name="inputs">The inputs; the first dimension runs over the samples.</param>
    /// <param name="targets">The targets; the first dimension runs over the samples.</param>
    /// <param name="samples">Zero-based samples to use.</param>
    /// <param name="options">Batch size, order and seed; null for the defaults.</param>
    /// <exception cref="InvalidInputException">There are no samples, one is out of range, or there are not as many targets as
    /// inputs.</exception>
    public TensorBatches(Tensor inputs, Tensor targets, IReadOnlyList<long> samples, TensorBatchesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(samples);
        this.options = options ?? new TensorBatchesOptions();
        long count = inputs.dim() == 0 ? 0 : inputs.shape[0];
        long expected = targets.dim() == 0 ? 0 : targets.shape[0];
        if (count != expected)
        {
            throw new InvalidInputException($"training data: {count} inputs but {expected} targets, expected as many of each");
        }

        if (samples.Count == 0)
        {
            throw new InvalidInputException("training data: no samples, expected at least one");
        }

        if (samples.FirstOrDefault(s => s < 0 || s >= count, -1) is >= 0 and long outside)
        {
            throw new InvalidInputException($"training data: sample {outside} is asked for, expected 0 to {count - 1}");
        }

        if (this.options.BatchSize < 1)
        {
            throw new InvalidInputException($"training data: batch size is {this.options.BatchSize}, expected at least 1");
        }

        (this.inputs, this.targets, this.samples) = (inputs, targets, [.. samples]);
    }

    /// <summary>Number of samples.</summary>
    public int Count => samples.Length;

    /// <summary>Number of batches in an epoch.</summary>
    public int BatchCount => options.DropLast ? Count / options.BatchSize : (Count + options.BatchSize - 1) / options.BatchSize;

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(int epoch)
    {
        long[] order = options.Shuffle ? SeededPermutation.Of(samples, options.Seed, epoch) : samples;
        for (int i = 0; i < BatchCount; i++)
        {
            long[] chosen = order[(i * options.BatchSize)..Math.Min((i + 1) * options.BatchSize, Count)];
            using Tensor index = tensor(chosen, device: inputs.device);
            using Tensor x = inputs.index_select(0, index);
            using Tensor y = targets.index_select(0, index);
            yield return new Batch(x, y);
        }
    }

    private static long[] AllSamples(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.dim() == 0 ? [] : [.. Enumerable.Range(0, checked((int)inputs.shape[0])).Select(i => (long)i)];
    }
}
