using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>State dictionaries and TorchSharp's .dat files.</summary>
public sealed class SerializationTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var model = nn.Sequential(("fc", nn.Linear(2, 1)), ("norm", nn.BatchNorm1d(1)));
        using (no_grad())
        {
            model.get_parameter("fc.weight")!.copy_(tensor(new[] { 1.5f, -2f }).reshape(1, 2));
            model.get_parameter("fc.bias")!.copy_(tensor(new[] { 0.25f }));
            model.get_buffer("norm.num_batches_tracked")!.fill_(300);
        }
        using var expected = new MemoryStream();
        void Entry(string name, byte type, byte[] shape, params byte[][] data)
        {
            expected.WriteByte((byte)name.Length);
            expected.Write(Encoding.UTF8.GetBytes(name));
            expected.WriteByte(type);
            expected.WriteByte((byte)shape.Length);
            expected.Write(shape);
            foreach (var element in data)
                expected.Write(element);
        }
        expected.WriteByte(7);
        Entry("fc.weight", 6, [1, 2], [0, 0, 0xC0, 0x3F], [0, 0, 0, 0xC0]);
        Entry("fc.bias", 6, [1], [0, 0, 0x80, 0x3E]);
        Entry("norm.weight", 6, [1], [0, 0, 0x80, 0x3F]);
        Entry("norm.bias", 6, [1], [0, 0, 0, 0]);
        Entry("norm.running_mean", 6, [1], [0, 0, 0, 0]);
        Entry("norm.running_var", 6, [1], [0, 0, 0x80, 0x3F]);
        Entry("norm.num_batches_tracked", 4, [], [0x2C, 1, 0, 0, 0, 0, 0, 0]);

        model.save(file);
        Assert.Equal(expected.ToArray(), File.ReadAllBytes(file));
    }

    [Fact]
    public void Lengths_above_127_take_several_bytes_the_lowest_first()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        using var wide = zeros(300, dtype: ScalarType.Byte);
        nn.Module.save_state_dict(writer, new() { [new string('n', 200)] = wide });
        var bytes = stream.ToArray();
        Assert.Equal([1, 0xC8, 0x01], bytes[..3]);
        Assert.Equal([0, 1, 0xAC, 0x02], bytes[203..207]);
        Assert.Equal(207 + 300, bytes.Length);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Saving_and_loading_keeps_every_bit(ScalarType type)
    {
        manual_seed(4);
        using var source = Network().to(type);
        using var target = Network().to(type);
        source.save(file);
        target.load(file);
        foreach (var (name, value) in source.state_dict())
            Assert.Equal(value.bytes.ToArray(), target.state_dict()[name].bytes.ToArray());
        Assert.All(target.parameters(), parameter => Assert.True(parameter.requires_grad && parameter.is_leaf));
    }

    [CompatFact]
    public void A_tensor_that_is_not_contiguous_is_saved_in_row_major_order()
    {
        using var base_ = arange(6, dtype: ScalarType.Float32).reshape(2, 3);
        using var turned = base_.t();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        nn.Module.save_state_dict(writer, new() { ["t"] = turned });
        var values = stream.ToArray()[^24..].Chunk(4).Select(bytes => BitConverter.ToSingle(bytes));
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], values);
    }

    [Fact]
    public void A_tensor_alone_survives_a_file()
    {
        using var written = tensor(new[] { 1.5, double.NaN, double.NegativeInfinity }).reshape(3, 1);
        written.Save(file);
        using var read = Tensor.Load(file);
        Assert.Equal([3L, 1L], read.shape);
        Assert.Equal(written.bytes.ToArray(), read.bytes.ToArray());
        using var target = zeros(3, 1, dtype: ScalarType.Float64);
        using var reader = new BinaryReader(File.OpenRead(file));
        target.Load(reader);
        Assert.Equal(written.bytes.ToArray(), target.bytes.ToArray());
    }

    [CompatFact]
    public void Every_truncation_is_reported_and_leaves_the_module_as_it_was()
    {
        using var source = Network();
        using var target = Network();
        source.save(file);
        var bytes = File.ReadAllBytes(file);
        var before = target.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray());
        for (var length = 0; length < bytes.Length; length++)
        {
            using var seekable = new MemoryStream(bytes, 0, length);
            var error = Record.Exception(() => target.load(seekable));
            Assert.True(error is EndOfStreamException or InvalidDataException, $"{length} bytes: {error}");
            Assert.Contains(".dat file", error!.Message);
            using var pipe = new Pipe(bytes[..length]);
            Assert.IsType<EndOfStreamException>(Record.Exception(() => target.load(pipe)));
        }
        foreach (var (name, value) in target.state_dict())
            Assert.Equal(before[name], value.bytes.ToArray());
    }

    [CompatFact]
    public void Nonsense_is_no_dat_file()
    {
        using var target = Network();
        byte[][] files =
        [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            Encoding.ASCII.GetBytes("PK\u0003\u0004 this is a zip archive of another program"),
            [1, 1, (byte)'w', 8, 0],
            [1, 1, (byte)'w', 6, 100],
            [1, 1, (byte)'w', 6, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0],
        ];
        foreach (var bytes in files)
        {
            using var stream = new MemoryStream(bytes);
            Assert.IsType<InvalidDataException>(Record.Exception(() => target.load(stream, strict: false)));
        }
        Assert.Throws<FileNotFoundException>(() => target.load(file + ".missing"));
    }

    [CompatFact]
    public void A_file_for_another_network_is_refused_with_what_differs()
    {
        using var source = nn.Sequential(("fc", nn.Linear(2, 3)));
        source.save(file);
        using var renamed = nn.Sequential(("other", nn.Linear(2, 3)));
        using var wider = nn.Sequential(("fc", nn.Linear(2, 4)));
        using var exact = nn.Sequential(("fc", nn.Linear(2, 3).@double()));
        using var longer = nn.Sequential(("fc", nn.Linear(2, 3)), ("more", nn.Linear(3, 1)));
        Assert.Contains("fc.weight", Assert.Throws<ArgumentException>(() => renamed.load(file)).Message);
        Assert.Contains("[4, 2]", Assert.Throws<ArgumentException>(() => wider.load(file)).Message);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => exact.load(file)).Message);
        Assert.Contains("4 entries", Assert.Throws<ArgumentException>(() => longer.load(file)).Message);
    }

    [Fact]
    public void Loading_leniently_takes_what_fits_and_says_so()
    {
        using var source = nn.Sequential(("fc", nn.Linear(2, 3)), ("extra", nn.Linear(1, 1)));
        using var target = nn.Sequential(("fc", nn.Linear(2, 3)), ("own", nn.Linear(3, 1)));
        source.save(file);
        var bias = target.get_parameter("fc.bias")!.data<float>().ToArray();
        var found = new Dictionary<string, bool>();
        target.load(file, strict: false, skip: ["fc.bias"], loadedParameters: found);
        Assert.Equal(source.get_parameter("fc.weight")!.data<float>().ToArray(), target.get_parameter("fc.weight")!.data<float>().ToArray());
        Assert.Equal(bias, target.get_parameter("fc.bias")!.data<float>().ToArray());
        Assert.Equal(["fc.weight True", "fc.bias True", "extra.weight False", "extra.bias False"], found.Select(e => $"{e.Key} {e.Value}"));
    }

    [CompatFact]
    public void State_dictionaries_copy_between_modules()
    {
        using var source = Network();
        using var target = Network();
        target.load_state_dict(source.state_dict());
        Assert.Equal(source.get_parameter("0.weight")!.data<float>().ToArray(), target.get_parameter("0.weight")!.data<float>().ToArray());

        var partial = source.state_dict();
        partial.Remove("0.bias");
        partial["stranger"] = partial["0.weight"];
        var error = Assert.Throws<InvalidOperationException>(() => target.load_state_dict(partial));
        Assert.Contains("missing [0.bias], unexpected [stranger]", error.Message);
        var (missing, unexpected) = target.load_state_dict(partial, strict: false);
        Assert.Equal(["0.bias"], missing);
        Assert.Equal(["stranger"], unexpected);
    }

    [Fact]
    public void Optimizer_state_survives_a_file_and_training_continues_as_if_never_interrupted()
    {
        foreach (var make in new Func<nn.Module, TorchSharp.Modules.OptimizerHelper>[]
                 {
                     m => optim.SGD(m.parameters(), 0.05, 0.9),
                     m => optim.Adam(m.parameters(), 0.01, amsgrad: true),
                     m => optim.AdamW(m.parameters(), 0.01),
                     m => optim.RMSProp(m.parameters(), 0.01, momentum: 0.5, centered: true),
                     m => optim.Adagrad(m.parameters(), 0.1),
                 })
        {
            using var scope = NewDisposeScope();
            manual_seed(6);
            var x = randn(8, 3);
            using var model = nn.Linear(3, 1);
            using var optimizer = make(model);
            Steps(model, optimizer, x, 3);
            optimizer.save_state_dict(file);
            using var twin = nn.Linear(3, 1);
            twin.load_state_dict(model.state_dict());
            using var resumed = make(twin);
            resumed.load_state_dict(file);
            using var third = nn.Linear(3, 1);
            third.load_state_dict(model.state_dict());
            using var copied = make(third);
            copied.load_state_dict(optimizer.state_dict());
            Assert.All(optimizer.state_dict().State.Zip(resumed.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
            Steps(model, optimizer, x, 3);
            Steps(twin, resumed, x, 3);
            Steps(third, copied, x, 3);
            Assert.Equal(model.weight.data<float>().ToArray(), twin.weight.data<float>().ToArray());
            Assert.Equal(model.weight.data<float>().ToArray(), third.weight.data<float>().ToArray());
        }
    }

    [CompatFact]
    public void The_state_of_another_optimizer_is_refused()
    {
        using var model = nn.Linear(3, 1);
        using var adam = optim.Adam(model.parameters());
        using var sgd = optim.SGD(model.parameters(), 0.1);
        adam.save_state_dict(file);
        Assert.Contains("Adam", Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(file)).Message);
    }

    private static TorchSharp.Modules.Sequential Network() => nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1));

    private static void Steps(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Tensor x, int count)
    {
        for (var i = 0; i < count; i++)
        {
            optimizer.zero_grad();
            using var loss = model.call(x).pow(2).mean();
            loss.backward();
            optimizer.step();
        }
    }

    /// <summary>A stream that cannot seek, as from a network.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
