using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Tests;

public sealed class JsonReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_kind_of_layer_is_read_as_it_is_written_down()
    {
        Network network = folder.ReadJson("""
            {"format":"torch-dyn-inspect/network/1","inputs":2,"layers":[
              {"type":"affine","weight":[[1,-2],[0.5,1]],"bias":[0.1,-0.3]},
              {"type":"activation","function":"leaky_relu","slope":0.25},
              {"type":"activation","functions":["relu",{"function":"leaky_relu","slope":0.5}]},
              {"type":"residual","layers":[{"type":"affine","weight":[[1,2],[3,4]],"bias":[5,6]}]},
              {"type":"flow","field":[{"type":"activation","function":"tanh"}],"time":1.5,"solver":"dopri5","rtol":1e-6,"atol":1e-9},
              {"type":"flow","field":[],"time":-1,"solver":"rk4","steps":20}]}
            """);
        Activation leaky(double slope) => ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = slope });
        Network expected = new(2, [
            new Affine(new Matrix(2, 2, [1, -2, 0.5, 1]), [0.1, -0.3]),
            new Elementwise(leaky(0.25)),
            new Elementwise([ActivationCatalogue.Create("relu"), leaky(0.5)]),
            new Residual(new Network(2, [new Affine(new Matrix(2, 2, [1, 2, 3, 4]), [5, 6])])),
            new Flow(new Network(2, [new Elementwise(ActivationCatalogue.Create("tanh"))]), 1.5, new FlowSolver("dopri5", 1, 1e-6, 1e-9)),
            new Flow(new Network(2, []), -1, new FlowSolver("rk4", 20)),
        ]);
        Assert.Equal(expected, network);
    }

    [Fact]
    public void A_piecewise_linear_function_is_read_for_a_layer_or_a_unit()
    {
        Network network = folder.ReadJson("""
            {"format":"torch-dyn-inspect/network/1","inputs":2,"layers":[
              {"type":"activation","function":"piecewise_linear","breakpoints":[-1,0.5],"values":[2,-3],"leftSlope":0,"rightSlope":1.5},
              {"type":"activation","functions":["relu",{"rightSlope":-1,"leftSlope":1,"values":[0],"breakpoints":[0],"function":"piecewise_linear"}]}]}
            """);
        Network expected = new(2, [
            new Elementwise(new PiecewiseLinear([-1, 0.5], [2, -3], 0, 1.5)),
            new Elementwise([new Relu(), new PiecewiseLinear([0], [0], 1, -1)]),
        ]);
        Assert.Equal(expected, network);
    }

    [Fact]
    public void The_order_of_properties_does_not_matter()
    {
        Network forward = folder.ReadJson("""{"format":"torch-dyn-inspect/network/1","inputs":1,"layers":[{"type":"affine","weight":[[2]],"bias":[3]}]}""");
        Network backward = folder.ReadJson("""{"layers":[{"bias":[3],"weight":[[2]],"type":"affine"}],"inputs":1,"format":"torch-dyn-inspect/network/1"}""");
        Assert.Equal(forward, backward);
    }

    [Fact]
    public void A_missing_bias_is_zero_as_in_a_linear_layer_without_bias()
    {
        Network network = folder.ReadJson("""{"format":"torch-dyn-inspect/network/1","inputs":1,"layers":[{"type":"affine","weight":[[2],[3]]}]}""");
        Assert.Equal([0, 0], Assert.IsType<Affine>(network.Layers[0]).Bias.ToArray());
    }

    [Fact]
    public void No_layers_are_the_identity()
    {
        Network network = folder.ReadJson("""{"format":"torch-dyn-inspect/network/1","inputs":3,"layers":[]}""");
        Assert.Equal((3, 3), (network.Inputs, network.Outputs));
    }

    [Fact]
    public void A_byte_order_mark_and_white_space_are_allowed()
    {
        Network network = folder.ReadJson("\uFEFF \r\n{\"format\":\"torch-dyn-inspect/network/1\",\"inputs\":3,\"layers\":[]}\n\n ");
        Assert.Equal(3, network.Inputs);
    }

    public static TheoryData<string> BundledNetworks =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "networks"), "*.json").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(BundledNetworks))]
    public void A_bundled_network_has_the_widths_its_name_says_and_survives_a_round_trip(string file)
    {
        Network network = NetworkFile.Read(Path.Combine(AppContext.BaseDirectory, "networks", file));
        string[] words = Path.GetFileNameWithoutExtension(file).Split('-');
        int[] widths = [.. words.Where(word => int.TryParse(word, out _)).Select(int.Parse)];
        int[] found = [network.Inputs, .. network.Layers.OfType<Affine>().Select(affine => affine.Weight.Rows)];
        string[] functions = [.. network.Layers.OfType<Elementwise>().SelectMany(layer => layer.Units).Select(unit => unit.Name).Distinct()];
        if (words.Contains("flow"))
        {
            // A flow by itself is named by the hidden layers of its field (which may change coordinates besides), one between a lift and a readout by the layers around it.
            Network field = Assert.Single(network.Layers.OfType<Flow>()).Field;
            Assert.Equal(
                widths,
                network.Layers.Length > 1 ? found : [field.Inputs, .. field.Layers.Index().Where(l => l.Item is Elementwise).Select(l => field.Widths[l.Index]), field.Outputs]);
        }
        else if (words[0] == "plrnn")
        {
            // z ↦ A z + W relu(z) + h: every unit once as it is and once rectified.
            Assert.Equal([widths[0], 2 * widths[0], widths[0]], found);
            Assert.Equal(["identity", "relu"], functions);
        }
        else
        {
            Assert.Equal(words[1] == "recurrent" ? [widths[0], widths[0]] : widths, found);
            Assert.Equal([words[0] == "leaky" ? "leaky_relu" : words[0]], functions);
        }

        string copy = folder.PathOf("copy.json");
        NetworkFile.Write(network, copy);
        Assert.Equal(network, NetworkFile.Read(copy));
    }

    [Fact]
    public void Numbers_that_straddle_the_read_buffer_arrive_whole()
    {
        // 60 000 numbers of varying length, the weight many times the size of the buffer; a number is cut by every refill.
        Random random = new(1);
        double[] numbers = [.. Enumerable.Range(0, 60_000).Select(i => i % 3 == 0 ? i : random.NextDouble() * Math.Pow(10, random.Next(-300, 300)))];
        Network network = new(60_000, [new Affine(new Matrix(1, 60_000, numbers), [1])]);
        string path = folder.PathOf("wide.json");
        NetworkFile.Write(network, path);
        Assert.True(new FileInfo(path).Length > 10 * 65536);
        Assert.Equal(numbers, Assert.IsType<Affine>(NetworkFile.Read(path).Layers[0]).Weight.Values.ToArray());
    }
}
