using FsCheck.Xunit;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.Architectures;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Property(Arbitrary = [typeof(RandomNetworks)], MaxTest = 300)]
    public void A_network_written_as_JSON_reads_back_bit_for_bit(Network network)
    {
        string path = folder.PathOf("net.json");
        NetworkFile.Write(network, path);
        Network again = NetworkFile.Read(path);
        Assert.Equal(network, again);
        Assert.Equal(Bits(network), Bits(again));
    }

    [Property(MaxTest = 200)]
    public void A_network_written_as_a_state_dictionary_reads_back_bit_for_bit(int seed, bool single)
    {
        Random random = new(seed);
        Architecture architecture = Architecture.Parse(random.Next(2) == 0 ? "2-7-3-2:leaky_relu(slope=0.25):tanh" : "3-[2-5-2:tanh]x2-[2-2]-1:sigmoid");
        List<StateTensor> entries = [];
        foreach (LinearSlot slot in architecture.Slots)
        {
            double[] Values(int n) => [.. Enumerable.Range(0, n).Select(_ => single ? BitConverter.Int32BitsToSingle(random.Next() & 0x3FFFFFFF) : RandomNetworks.AnyDouble(random))];
            entries.Add(new StateTensor(slot.Name + ".weight", [slot.Outputs, slot.Inputs], StateDataType.Float64, Values(slot.Outputs * slot.Inputs)));
            entries.Add(new StateTensor(slot.Name + ".bias", [slot.Outputs], StateDataType.Float64, Values(slot.Outputs)));
        }

        Network network = architecture.ToNetwork(new StateDictionary(entries), "memory");
        string path = folder.PathOf("net.dat");
        NetworkFile.Write(network, path);
        Network again = NetworkFile.Read(path, Architecture.Of(network).ToString());
        Assert.Equal(network, again);
        Assert.Equal(Bits(network), Bits(again));
        if (single)
        {
            Assert.All(StateDictionary.Read(path).Entries, entry => Assert.Equal(StateDataType.Float32, entry.DataType));
        }
    }

    [Fact]
    public void A_function_with_lists_has_no_architecture_text()
    {
        Network network = new(1, [new Affine(new Matrix(1, 1, [2]), [0]), new Elementwise(new Dynamics.Activations.PiecewiseLinear([0], [0], -1, 1))]);
        Dynamics.InvalidInputException fault = Assert.Throws<Dynamics.InvalidInputException>(() => NetworkFile.Write(network, folder.PathOf("net.dat")));
        Assert.EndsWith("expected the JSON network file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_beside_it()
    {
        string path = folder.Write("net.dat", "old");
        Network perUnit = folder.ReadJson("""{"format":"torch-dyn-inspect/network/1","inputs":1,"layers":[{"type":"activation","functions":["relu"]}]}""");
        Assert.Throws<Dynamics.InvalidInputException>(() => NetworkFile.Write(perUnit, path));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        string path = Path.Combine(folder.Root, "absent", "net.json");
        Dynamics.InvalidInputException fault = Assert.Throws<Dynamics.InvalidInputException>(() => NetworkFile.Write(new Network(1, []), path));
        Assert.StartsWith($"{path}: cannot be written: ", fault.Message, StringComparison.Ordinal);
    }

    private static long[] Bits(Network network) => [.. network.Layers.SelectMany(layer => layer switch
    {
        Affine affine => affine.Weight.Values.ToArray().Concat(affine.Bias).Select(BitConverter.DoubleToInt64Bits),
        Residual residual => Bits(residual.Branch),
        Flow flow => Bits(flow.Field).Append(BitConverter.DoubleToInt64Bits(flow.Time)),
        _ => [],
    })];
}
