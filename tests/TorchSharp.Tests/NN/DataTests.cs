using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class DataTests
{
    [Fact]
    public void Batches_come_in_order_and_cover_the_data()
    {
        using var data = utils.data.TensorDataset(arange(7), arange(7) * 10);
        using var loader = utils.data.DataLoader(data, 3, disposeBatch: false);
        Assert.Equal(3, loader.Count);
        var batches = loader.ToList();
        Assert.Equal([3L, 3L, 1L], batches.Select(batch => batch[0].shape[0]));
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], batches.SelectMany(batch => batch[0].data<long>().ToArray()));
        Assert.Equal([0L, 10, 20, 30, 40, 50, 60], batches.SelectMany(batch => batch[1].data<long>().ToArray()));
        batches.SelectMany(batch => batch).ToList().ForEach(tensor => tensor.Dispose());
    }

    [Fact]
    public void The_last_short_batch_can_be_dropped()
    {
        using var data = utils.data.TensorDataset(arange(7));
        using var loader = utils.data.DataLoader(data, 3, drop_last: true);
        Assert.Equal(2, loader.Count);
        Assert.Equal([3L, 3L], loader.Select(batch => batch[0].shape[0]));
    }

    [Fact]
    public void A_seed_fixes_the_shuffle_and_every_item_comes_once()
    {
        static long[] Order(int? seed)
        {
            using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(50)), 8, shuffle: true, seed: seed);
            return [.. loader.SelectMany(batch => batch[0].data<long>().ToArray())];
        }
        Assert.Equal(Order(3), Order(3));
        Assert.NotEqual(Order(3), Order(4));
        Assert.NotEqual(Enumerable.Range(0, 50).Select(i => (long)i), Order(3));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Order(null).Order());
    }

    [Fact]
    public void A_sampler_chooses_items_and_order()
    {
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(5) * 2), 2, new[] { 4L, 0L, 4L });
        Assert.Equal([8L, 0L, 8L], loader.SelectMany(batch => batch[0].data<long>().ToArray()));
    }

    [Fact]
    public void Datasets_of_users_are_stacked_by_name_or_place()
    {
        using var named = utils.data.DataLoader(new Squares(), 2, disposeBatch: false);
        var batch = named.Skip(1).First();
        Assert.Equal([2L, 3L], batch["x"].data<long>().ToArray());
        Assert.Equal([4L, 9L], batch["square"].data<long>().ToArray());
        batch.Values.ToList().ForEach(tensor => tensor.Dispose());

        using var lists = utils.data.DataLoader(new Pairs(), 4);
        Assert.Equal([4L, 2L], lists.Select(pair => pair[0].shape.ToArray()).Single());
    }

    [Fact]
    public void A_batch_lives_until_the_next_one()
    {
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(4)), 2);
        Tensor? last = null;
        foreach (var batch in loader)
        {
            Assert.True(last is null || last.IsInvalid);
            last = batch[0];
            Assert.False(last.IsInvalid);
        }
        Assert.True(last!.IsInvalid);
    }

    [CompatFact]
    public void The_loader_disposes_its_dataset_unless_told_otherwise()
    {
        using var source = arange(4);
        var kept = utils.data.TensorDataset(source);
        using (utils.data.DataLoader(kept, 2, disposeDataset: false))
        {
        }
        Assert.Equal(4, kept.Count);
        using (utils.data.DataLoader(kept, 2))
        {
        }
        Assert.Throws<ObjectDisposedException>(() => kept.Count);
        Assert.False(source.IsInvalid);
    }

    [CompatFact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => utils.data.TensorDataset());
        Assert.Throws<ArgumentException>(() => utils.data.TensorDataset(arange(3), arange(4)));
        using var data = utils.data.TensorDataset(arange(3));
        Assert.Throws<ArgumentException>(() => utils.data.DataLoader(data, 0));
    }

    [Fact]
    public void A_batch_of_the_users_own_type_keeps_its_tensors_and_its_items_are_disposed()
    {
        var items = new List<Tensor>();
        using var loader = new DataLoader<IList<Tensor>, Total>(
            new Pairs(items),
            2,
            (list, _) => new Total(cat(list.Select(item => item[0]).ToArray()).sum()));
        Assert.Equal([2f, 10f], loader.Select(total => total.Value.item<float>()));
        Assert.Equal(4, items.Count);
        Assert.All(items, item => Assert.True(item.IsInvalid));
    }

    private sealed record Total(Tensor Value);

    private sealed class Squares : utils.data.Dataset
    {
        public override long Count => 4;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["x"] = tensor(index), ["square"] = tensor(index * index) };
    }

    private sealed class Pairs(List<Tensor>? given = null) : utils.data.IterableDataset
    {
        public override long Count => 4;

        public override IList<Tensor> GetTensor(long index)
        {
            var item = ones(2) * index;
            given?.Add(item);
            return [item];
        }
    }
}
