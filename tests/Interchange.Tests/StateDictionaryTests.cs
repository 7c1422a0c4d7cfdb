using System.Text.Json;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Tests;

public sealed class StateDictionaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Reference(string name) => Path.Combine(AppContext.BaseDirectory, "reference", name);

    // One linear layer 2 → 1 with weight (1, −2) and bias 0.5 in float32, byte by byte.
    private static readonly byte[] Golden =
    [
        2,
        13, .. "layer0.weight"u8, 6, 2, 1, 2, 0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0,
        11, .. "layer0.bias"u8, 6, 1, 1, 0x00, 0x00, 0x00, 0x3F,
    ];

    [Fact]
    public void The_golden_bytes_are_read()
    {
        Affine affine = Assert.IsType<Affine>(Assert.Single(NetworkFile.Read(folder.Write("net.dat", Golden), "2-1").Layers));
        Assert.Equal([1, -2], affine.Weight.Values.ToArray());
        Assert.Equal([0.5], affine.Bias.ToArray());
    }

    [Fact]
    public void The_golden_bytes_are_written()
    {
        string path = folder.PathOf("net.dat");
        NetworkFile.Write(new Network(2, [new Affine(new Dynamics.LinearAlgebra.Matrix(1, 2, [1, -2]), [0.5])]), path);
        Assert.Equal(Golden, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_without_extension_is_recognised_by_its_bytes()
    {
        Assert.Equal(2, NetworkFile.Read(folder.Write("weights", Golden), "2-1").Inputs);
        Assert.Equal(3, NetworkFile.Read(folder.Write("net", """ { "format":"torch-dyn-inspect/network/1","inputs":3,"layers":[]}""")).Inputs);
        Assert.Equal(
            "is a zip archive, as PyTorch saves, expected a network file (.json) or a TorchSharp state dictionary (.dat)",
            folder.FaultOf(folder.Write("model.pt", [0x50, 0x4B, 3, 4, 0])));
    }

    [Fact]
    public void Every_element_type_converts_to_double_exactly()
    {
        StateDictionary dictionary = StateDictionary.Read(Reference("scalars.dat"));
        double[] Values(string name) => dictionary.Entries.Single(entry => entry.Name == name).Values.ToArray();

        // 1/3 in binary16 is 1365/4096, in bfloat16 171/512; the smallest binary16 is 2⁻²⁴, the smallest binary32 2⁻¹⁴⁹.
        Assert.Equal([1365.0 / 4096, 65504, Math.ScaleB(1, -24)], Values("f16"));
        Assert.Equal(171.0 / 512, Values("bf16")[0]);
        Assert.Equal(-Math.ScaleB(226, 120), Values("bf16")[1]);
        Assert.Equal([13421773 * Math.ScaleB(1, -27), Math.ScaleB(1, -149)], Values("f32"));
        Assert.Equal([0.1], Values("f64"));
        Assert.Empty(Values("steps"));
        Assert.Equal(["f16", "bf16", "f32", "f64", "steps", "mask"], dictionary.Entries.Select(entry => entry.Name));
        Assert.Equal([2, 1], dictionary.Entries[2].Shape.ToArray());
        Assert.Empty(dictionary.Entries[3].Shape);
    }

    [Fact]
    public void A_dictionary_of_every_floating_type_is_written_as_PyTorch_wrote_it()
    {
        StateDictionary dictionary = StateDictionary.Read(Reference("scalars.dat"));
        StateDictionary floating = new(dictionary.Entries.Where(entry => entry.IsFloatingPoint));
        floating.Write(folder.PathOf("again.dat"));
        byte[] reference = File.ReadAllBytes(Reference("scalars.dat"));
        byte[] written = File.ReadAllBytes(folder.PathOf("again.dat"));
        Assert.Equal(reference[1..written.Length], written[1..]);
    }

    public static TheoryData<string> PyTorchCases => [.. Cases().Select(element => element.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(PyTorchCases))]
    public void A_network_saved_from_PyTorch_computes_what_PyTorch_computes(string file)
    {
        JsonElement reference = Cases().Single(element => element.GetProperty("file").GetString() == file);
        Network network = NetworkFile.Read(Reference(file), reference.GetProperty("arch").GetString());
        double[][] inputs = reference.GetProperty("x").Deserialize<double[][]>()!;
        double[][] outputs = reference.GetProperty("y").Deserialize<double[][]>()!;
        foreach ((double[] x, double[] y) in inputs.Zip(outputs))
        {
            double[] found = network.Evaluate(x);
            for (int i = 0; i < y.Length; i++)
            {
                Assert.Equal(y[i], found[i], 1e-14);
            }
        }
    }

    [Theory]
    [InlineData("mlp-float32.dat", "2-6-6-2:ACTIVATION")]
    [InlineData("sequential-float32.dat", "2-5-130-2:ACTIVATION")]
    [InlineData("residual-float32.dat", "2-[4-7-4:ACTIVATION]x2-2")]
    public void Without_an_architecture_the_fault_offers_what_the_shapes_tell(string file, string guess) => Assert.Equal(
        $"a state dictionary does not say its functions, expected --arch; its shapes look like --arch \"{guess}\"", folder.FaultOf(Reference(file)));

    [Theory]
    [InlineData("2-6-5-2:tanh", "entry \"layer1.weight\": has shape 6×6, --arch 2-6-5-2:tanh expects 5×6; its shapes look like --arch \"2-6-6-2:ACTIVATION\"")]
    [InlineData("2-6-2:tanh", "holds 3 linear layers, --arch 2-6-2:tanh expects 2; its shapes look like --arch \"2-6-6-2:ACTIVATION\"")]
    public void An_architecture_of_other_shapes_is_refused_by_entry(string architecture, string fault)
    {
        Assert.Equal(fault, folder.FaultOf(Reference("mlp-float32.dat"), architecture));
    }

    // The keys are those of an Mlp, which a residual architecture does not use: then the order decides, and the shapes fit.
    [Fact]
    public void Shapes_that_fit_in_order_are_read_whatever_the_keys() =>
        Assert.IsType<Residual>(NetworkFile.Read(Reference("mlp-float32.dat"), "2-[6-6]-2").Layers[1]);

    [Fact]
    public void An_entry_that_is_no_linear_layer_is_named() => Assert.Equal(
        "entry \"1.weight\": has shape 3, expected only linear layers: a two-dimensional \"….weight\" and a one-dimensional \"….bias\"",
        folder.FaultOf(Reference("batch-norm.dat"), "2-3-2:tanh"));

    [Fact]
    public void A_lone_vector_is_the_slopes_of_a_prelu_and_needs_one() => Assert.Equal(
        "entry \"1.weight\": has shape 5 like the slopes of a prelu, but --arch 2-5-3-2:tanh has none for it; expected only linear layers and its functions",
        folder.FaultOf(Reference("prelu-float32.dat"), "2-5-3-2:tanh"));

    [Fact]
    public void Numbered_layers_are_taken_by_number_whatever_their_order()
    {
        StateTensor Weight(int layer, params double[] values) => new($"layer{layer}.weight", [1, 1], StateDataType.Float64, values);
        StateDictionary dictionary = new([Weight(10, 10), Weight(0, 0), Weight(2, 2), Weight(1, 1), Weight(3, 3)]);
        dictionary.Write(folder.PathOf("net.dat"));
        Network network = NetworkFile.Read(folder.PathOf("net.dat"), "1-1-1-1-1-1:relu");
        Assert.Equal([0, 1, 2, 3, 10], network.Layers.OfType<Affine>().Select(affine => affine.Weight[0, 0]));
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_named_by_entry_and_index()
    {
        StateDictionary dictionary = new([new StateTensor("0.weight", [2, 2], StateDataType.Float32, new double[] { 1, 2, double.NaN, 4 })]);
        dictionary.Write(folder.PathOf("net.dat"));
        Assert.Equal("entry \"0.weight\"[1][0]: is NaN, expected a finite number", folder.FaultOf(folder.PathOf("net.dat"), "2-2"));
    }

    [Fact]
    public void A_name_given_twice_in_memory_is_refused() => Assert.Throws<InvalidInputException>(() => new StateDictionary(
        [new StateTensor("a", [], StateDataType.Float32, new double[1]), new StateTensor("a", [], StateDataType.Float32, new double[1])]));

    private static JsonElement[] Cases() => [.. JsonDocument.Parse(File.ReadAllText(Reference("state_dictionaries.json"))).RootElement.EnumerateArray()];
}
