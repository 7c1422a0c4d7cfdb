using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A dataset of lists of tensors in batches, where each place holds its items stacked along a new first dimension.</summary>
public class IterableDataLoader : DataLoader<IList<Tensor>, IList<Tensor>>
{
    public IterableDataLoader(
        utils.data.IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
        bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Collate, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    public IterableDataLoader(
        utils.data.IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null,
        int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Collate, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private protected override IList<Tensor> Assemble(long[] indices) =>
        dataset is TensorDataset rows ? rows.Rows(indices) : base.Assemble(indices);

    private static List<Tensor> Collate(IEnumerable<IList<Tensor>> items, Device _)
    {
        var all = items.ToArray();
        return [.. Enumerable.Range(0, all[0].Count).Select(place => stack(all.Select(item => item[place])))];
    }
}
