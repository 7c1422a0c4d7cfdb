namespace TorchDynInspect.Interchange.Tests;

public sealed class JsonFaultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Fault(string text) => folder.FaultOf(folder.Write("net.json", text));

    private string FaultOfLayers(string layers) => Fault($$"""{"format":"torch-dyn-inspect/network/1","inputs":2,"layers":[{{layers}}]}""");

    [Theory]
    [InlineData("""{"type":"affine","weight":[[1,2],[3,4],[5]],"bias":[0,0,0]}""", "layers[0].weight[2]: has 1 number, expected 2 as in row 0")]
    [InlineData("""{"type":"affine","weight":[[1,2],[3,4,5]]}""", "layers[0].weight[1]: has 3 numbers, expected 2 as in row 0")]
    [InlineData("""{"type":"affine","weight":[[1,2],[]]}""", "layers[0].weight[1]: is an empty row, expected at least 1 number")]
    [InlineData("""{"type":"affine","weight":[]}""", "layers[0].weight: has no rows, expected at least 1")]
    [InlineData("""{"type":"affine","weight":[1,2]}""", "layers[0].weight[0]: is the number 1, expected a row of numbers")]
    [InlineData("""{"type":"affine","weight":3}""", "layers[0].weight: is the number 3, expected an array of rows, each an array of numbers")]
    [InlineData("""{"type":"affine","weight":[[1,NaN]]}""", "layers[0].weight[0][1]: is NaN, expected a finite number")]
    [InlineData("""{"type":"affine","weight":[[1,2],[-Infinity,0]]}""", "layers[0].weight[1][0]: is -Infinity, expected a finite number")]
    [InlineData("""{"type":"affine","weight":[["NaN",2]]}""", "layers[0].weight[0][0]: is the string \"NaN\", expected a finite number")]
    [InlineData("""{"type":"affine","weight":[[1,1e999]]}""", "layers[0].weight[0][1]: is the number 1e999, expected a finite number in double precision")]
    [InlineData("""{"type":"affine","weight":[[1,null]]}""", "layers[0].weight[0][1]: is null, expected a finite number")]
    [InlineData("""{"type":"affine","weight":[[1,[2]]]}""", "layers[0].weight[0][1]: is an array, expected a finite number")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"bias":[-1e999]}""", "layers[0].bias[0]: is the number -1e999, expected a finite number in double precision")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"bias":[1,2]}""", "layers[0].bias: has 2 numbers, expected 1, one for each row of the weight")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"bias":{}}""", "layers[0].bias: is an object, expected an array of numbers")]
    [InlineData("""{"type":"affine","bias":[1,2]}""", "layers[0]: \"weight\" is missing, expected an array of rows")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"bais":[1]}""", "layers[0].bais: unknown property")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"slope":1}""", "layers[0].slope: unknown property of a layer of type \"affine\", expected type, weight, bias")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"weight":[[1,2]]}""", "layers[0].weight: is given twice, expected once")]
    [InlineData("""{"weight":[[1,2]]}""", "layers[0]: \"type\" is missing, expected affine, activation, residual or flow")]
    [InlineData("""{"type":"conv","weight":[[1,2]]}""", "layers[0].type: is \"conv\", an unknown layer type, expected affine, activation, residual or flow")]
    [InlineData("""{"type":7}""", "layers[0].type: is the number 7, expected the name of a layer type")]
    [InlineData("""[]""", "layers[0]: is an array, expected a layer object")]
    [InlineData("""{"type":"affine","weight":[[1,2,3]]}""", "layers[0]: affine layer expects 3 inputs, the layer before it gives 2")]
    [InlineData(
        """{"type":"affine","weight":[[1,2],[3,4],[5,6]]},{"type":"activation","function":"relu"},{"type":"affine","weight":[[1,2]]}""",
        "layers[2]: affine layer expects 2 inputs, the layer before it gives 3")]
    [InlineData(
        """{"type":"residual","layers":[{"type":"affine","weight":[[1,2]]}]}""",
        "layers[0]: residual branch maps 2 to 1 units, expected equal widths")]
    [InlineData(
        """{"type":"residual","layers":[{"type":"residual","layers":[{"type":"affine","weight":[[1]]}]}]}""",
        "layers[0].layers[0].layers[0]: affine layer expects 1 inputs, the layer before it gives 2")]
    [InlineData("""{"type":"residual"}""", "layers[0]: \"layers\" is missing, expected the layers of the branch")]
    [InlineData("""{"type":"activation"}""", "layers[0]: \"function\" is missing, expected the name of an activation")]
    [InlineData("""{"type":"activation","function":5}""", "layers[0].function: is the number 5, expected the name of a function")]
    [InlineData("""{"type":"activation","function":"relu","functions":["relu"]}""", "layers[0]: has both \"function\" and \"functions\", expected one of them")]
    [InlineData("""{"type":"activation","functions":["relu","relu"],"slope":1}""", "layers[0].slope: unknown property beside \"functions\", expected it within the unit's object")]
    [InlineData("""{"type":"activation","functions":["relu","relu","relu"]}""", "layers[0]: activation layer has 3 units, the layer before it gives 2")]
    [InlineData("""{"type":"activation","functions":["relu",{"slope":1}]}""", "layers[0].functions[1]: \"function\" is missing, expected the name of an activation")]
    [InlineData("""{"type":"activation","functions":["relu",1]}""", "layers[0].functions[1]: is the number 1, expected the name of a function or an object {\"function\": …}")]
    [InlineData("""{"type":"activation","function":"piecewise_linear","breakpoints":[0],"values":[0],"leftSlope":1}""", "layers[0]: activation 'piecewise_linear': rightSlope is missing, expected breakpoints, values, leftSlope and rightSlope")]
    [InlineData("""{"type":"activation","function":"piecewise_linear"}""", "layers[0]: activation 'piecewise_linear': breakpoints is missing, expected breakpoints, values, leftSlope and rightSlope")]
    [InlineData("""{"type":"activation","function":"piecewise_linear","breakpoints":[0,1],"values":[0],"leftSlope":1,"rightSlope":0}""", "layers[0]: activation 'piecewise_linear': has 1 values, expected 2, one for each breakpoint")]
    [InlineData("""{"type":"activation","function":"piecewise_linear","breakpoints":[1,0],"values":[0,0],"leftSlope":1,"rightSlope":0}""", "layers[0]: activation 'piecewise_linear': breakpoints[1] is 0 after 1, expected increasing numbers at least 1E-100 apart")]
    [InlineData("""{"type":"activation","function":"piecewise_linear","breakpoints":[0],"values":[0],"leftSlope":1,"rightSlope":0,"slope":1}""", "layers[0]: activation 'piecewise_linear': unknown parameter 'slope', expected leftSlope or rightSlope")]
    [InlineData("""{"type":"activation","function":"piecewise_linear","breakpoints":[0,NaN],"values":[0],"leftSlope":1,"rightSlope":0}""", "layers[0].breakpoints[1]: is NaN, expected a finite number")]
    [InlineData("""{"type":"activation","function":"piecewise_linear","breakpoints":3,"values":[0]}""", "layers[0]: activation 'piecewise_linear': unknown parameter 'breakpoints', expected leftSlope or rightSlope")]
    [InlineData("""{"type":"activation","function":"relu","values":[0]}""", "layers[0]: activation 'relu': unknown parameter 'values', it takes no list of that name")]
    [InlineData("""{"type":"activation","functions":["relu","relu"],"values":[0]}""", "layers[0].values: unknown property beside \"functions\", expected it within the unit's object")]
    [InlineData("""{"type":"affine","weight":[[1,2]],"values":[1]}""", "layers[0].values: unknown property of a layer of type \"affine\", expected type, weight, bias")]
    [InlineData("""{"type":"flow","field":[],"solver":"rk4","steps":2}""", "layers[0]: \"time\" is missing, expected a number")]
    [InlineData("""{"type":"flow","time":1}""", "layers[0]: \"field\" is missing, expected the layers of the vector field")]
    [InlineData("""{"type":"flow","field":[],"time":1,"solver":"rk4"}""", "layers[0]: \"steps\" is missing, expected the number of steps of solver \"rk4\"")]
    [InlineData("""{"type":"flow","field":[],"time":1,"solver":"rk4","steps":2.5}""", "layers[0].steps: is 2.5, expected a whole number of at least 1")]
    [InlineData("""{"type":"flow","field":[],"time":1,"maxSteps":0}""", "layers[0].maxSteps: is 0, expected a whole number of at least 1")]
    [InlineData("""{"type":"flow","field":[],"time":"1"}""", "layers[0].time: is the string \"1\", expected a finite number")]
    [InlineData(
        """{"type":"flow","field":[],"time":1,"solver":"rk45","steps":1}""",
        "layers[0]: flow solver \"rk45\" is unknown, expected euler, midpoint, rk4, bosh3, dopri5 or sdirk4")]
    [InlineData("""{"type":"flow","field":[],"time":1,"rtol":0}""", "layers[0]: flow solver: expected steps ≥ 1 and positive tolerances")]
    public void A_faulty_layer_is_refused_by_file_place_and_expectation(string layers, string fault) => Assert.Equal(fault, FaultOfLayers(layers));

    [Theory]
    [InlineData("""{"inputs":2,"layers":[]}""", "document: \"format\" is missing, expected \"torch-dyn-inspect/network/1\"")]
    [InlineData("""{"format":"torch-dyn-inspect/network/2","inputs":2,"layers":[]}""", "format: is the string \"torch-dyn-inspect/network/2\", expected \"torch-dyn-inspect/network/1\"")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","layers":[]}""", "document: \"inputs\" is missing, expected the dimension of the input")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":2}""", "document: \"layers\" is missing, expected an array of layers")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":0,"layers":[]}""", "inputs: is the number 0, expected a whole number from 1 to 1048576")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":2.5,"layers":[]}""", "inputs: is the number 2.5, expected a whole number from 1 to 1048576")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":4e9,"layers":[]}""", "inputs: is the number 4e9, expected a whole number from 1 to 1048576")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":2,"layers":{}}""", "layers: is an object, expected an array of layers")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":2,"layers":[],"name":"x"}""", "name: unknown property, expected format, inputs or layers")]
    [InlineData("""{"format":"torch-dyn-inspect/network/1","inputs":2,"inputs":2,"layers":[]}""", "inputs: is given twice, expected once")]
    [InlineData("[1]", "document: is an array, expected an object with \"format\", \"inputs\" and \"layers\"")]
    [InlineData("", "is empty, expected a network in JSON")]
    [InlineData(" \n\t ", "is empty, expected a network in JSON")]
    public void A_faulty_document_is_refused(string text, string fault) => Assert.Equal(fault, Fault(text));

    [Theory]
    [InlineData("{\n  \"inputs\": 2,\n  \"layers\": [}\n", "line 3, column 14: not valid JSON in layers: ")]
    [InlineData("{\"inputs\": 2", "line 1, column 13: not valid JSON in inputs: ")]
    [InlineData("{\"inputs\": 2,}", "line 1, column 14: not valid JSON in document: ")]
    [InlineData("hello", "line 1, column 1: not valid JSON in document: ")]
    [InlineData("{\"format\":\"torch-dyn-inspect/network/1\",\"inputs\":2,\"layers\":[]} {}", "line 1, column 65: not valid JSON in document: ")]
    [InlineData("{\"layers\":[{\"weight\":[[1 2]]}]}", "line 1, column 26: not valid JSON in layers[0].weight[0][1]: ")]
    public void Wrong_JSON_is_refused_by_line_and_column(string text, string start) => Assert.StartsWith(start, Fault(text), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_activation_is_named_at_its_place()
    {
        string fault = FaultOfLayers("""{"type":"activation","function":"rleu"}""");
        Assert.StartsWith("layers[0]: ", fault, StringComparison.Ordinal);
        Assert.Contains("'rleu'", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_parameter_is_named_at_its_place()
    {
        string fault = FaultOfLayers("""{"type":"activation","functions":["relu",{"function":"leaky_relu","slpe":0.1}]}""");
        Assert.StartsWith("layers[0].functions[1]: ", fault, StringComparison.Ordinal);
        Assert.Contains("slpe", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_a_name_cannot_break_the_line()
    {
        string fault = FaultOfLayers("""{"type":"a\nb\u2028\u001b[31m","weight":[[1,2]]}""");
        Assert.Equal("layers[0].type: is \"a\\u000ab\\u2028\\u001b[31m\", an unknown layer type, expected affine, activation, residual or flow", fault);
    }

    [Fact]
    public void Huge_nesting_is_refused_by_its_depth()
    {
        string open = string.Concat(Enumerable.Repeat("""{"type":"residual","layers":[""", 100_000));
        Assert.Contains("nested deeper than 128 levels", FaultOfLayers(open), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_without_end_is_refused_before_memory_is()
    {
        string fault = FaultOfLayers("{\"type\":\"" + new string('x', 5_000_000));
        Assert.Contains("a single token longer than 1048576 bytes", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void More_layers_than_any_network_has_are_refused_before_memory_is()
    {
        string layers = string.Join(',', Enumerable.Repeat("{}", 1_000_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("layers[65536]: is one layer too many, expected at most 65536 in a network", FaultOfLayers(layers));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Fact]
    public void More_units_than_any_layer_has_are_refused() => Assert.Equal(
        "layers[0].functions[1048576]: is one unit too many, expected at most 1048576",
        FaultOfLayers($$"""{"type":"activation","functions":[{{string.Join(',', Enumerable.Repeat("\"\"", 1_100_000))}}]}"""));

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] bytes = [.. "{\"format\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.DoesNotContain("internal", folder.FaultOf(folder.Write("net.json", bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Equal(
        "no such file, expected a network file (.json) or a TorchSharp state dictionary (.dat)", folder.FaultOf(folder.PathOf("absent.json")));

    [Fact]
    public void A_folder_is_not_a_file() => Assert.Equal(
        "is a directory, expected a network file (.json) or a TorchSharp state dictionary (.dat)", folder.FaultOf(folder.Root));

    [Fact]
    public void A_network_file_takes_no_architecture()
    {
        string path = folder.Write("net.json", "{}");
        Assert.Equal("a network file describes itself, expected no --arch", folder.FaultOf(path, "2-2"));
    }
}
