using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A dataset in batches.</summary>
/// <typeparam name="T">An item.</typeparam>
/// <typeparam name="S">A batch.</typeparam>
/// <remarks>Items are fetched on the thread that enumerates, whatever the number of workers asked for.</remarks>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <summary>Batches in a given order, or in any order of a subset.</summary>
    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler,
        Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(collate_fn);
        ArgumentNullException.ThrowIfNull(shuffler);
        if (batchSize <= 0)
            throw new ArgumentException($"DataLoader: expected a positive batch size, got {batchSize}.", nameof(batchSize));
        nn.Module.RequireProcessor((device ?? CPU).type);
        (this.dataset, batch_size, this.collate_fn, sampler) = (dataset, batchSize, collate_fn, shuffler);
        (Device, num_workers, this.drop_last) = (device ?? CPU, Math.Max(num_worker, 1), drop_last);
        (DisposeBatch, DisposeDataset) = (disposeBatch, disposeDataset);
    }

    /// <summary>Batches in order, or shuffled.</summary>
    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false,
        Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true,
        bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, Order(dataset, shuffle, seed), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>The dataset.</summary>
    public utils.data.Dataset<T> dataset { get; }

    /// <summary>The number of items in a batch; the last one may have fewer.</summary>
    public int batch_size { get; }

    /// <summary>Whether a last batch with fewer items is left out.</summary>
    public bool drop_last { get; }

    /// <summary>The order of the items.</summary>
    public IEnumerable<long> sampler { get; }

    /// <summary>The number of workers asked for.</summary>
    public int num_workers { get; }

    /// <summary>Makes a batch of items.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>Where the batches lie.</summary>
    public Device Device { get; }

    /// <summary>Whether a batch is disposed when the next one is fetched.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the dataset is disposed with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>The number of batches of the whole dataset.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    public IEnumerator<S> GetEnumerator()
    {
        foreach (var indices in sampler.Chunk(batch_size))
        {
            if (drop_last && indices.Length < batch_size)
                yield break;
            var (batch, owned) = Fetch(indices);
            try
            {
                yield return batch;
            }
            finally
            {
                if (DisposeBatch)
                {
                    foreach (var tensor in owned)
                        tensor.Dispose();
                }
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Disposes the dataset, if the loader was told to.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset)
            dataset.Dispose();
    }

    /// <summary>Makes a batch: what the collating created goes to the current dispose scope, the items are disposed.</summary>
    private protected virtual S Assemble(long[] indices)
    {
        var outer = CurrentDisposeScope!;
        using var items = NewDisposeScope();
        T[] fetched = [.. indices.Select(dataset.GetTensor)];
        using var made = NewDisposeScope();
        var batch = collate_fn(fetched, Device);
        made.MoveToOther(outer, made.DisposablesView);
        return batch;
    }

    private (S batch, IReadOnlyList<IDisposable> owned) Fetch(long[] indices)
    {
        using var scope = NewDisposeScope();
        var batch = Assemble(indices);
        var owned = scope.DisposablesView;
        scope.Detach(owned);
        return (batch, owned);
    }

    private static IEnumerable<long> Order(utils.data.Dataset<T> dataset, bool shuffle, int? seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return shuffle ? new Shuffle(dataset.Count, seed) : InOrder(dataset.Count);
    }

    private static IEnumerable<long> InOrder(long count)
    {
        for (var i = 0L; i < count; i++)
            yield return i;
    }
}
