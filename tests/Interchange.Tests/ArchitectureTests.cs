using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.Architectures;

namespace TorchDynInspect.Interchange.Tests;

public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("2-64-64-2:tanh", 2, 2)]
    [InlineData("2-64-2:leaky_relu(slope=0.25)", 2, 2)]
    [InlineData("2-64-3:relu:tanh", 2, 3)]
    [InlineData("5-1", 5, 1)]
    [InlineData("6-6::tanh", 6, 6)]
    [InlineData("[2-64-2:tanh]x4", 2, 2)]
    [InlineData("[2-64-2:tanh]-[2-32-2:relu]x2", 2, 2)]
    [InlineData("3-[8-64-8:relu]x4-1", 3, 1)]
    [InlineData("3-[8-64-8:relu]x4-1:sigmoid", 3, 1)]
    [InlineData("[8-8]:tanh", 8, 8)]
    [InlineData("3-[8-8]", 3, 8)]
    [InlineData("[8-8::tanh]-1", 8, 1)]
    [InlineData("{2-32-2:tanh}", 2, 2)]
    [InlineData("3-{4-32-4:tanh}(time=2)-1", 3, 1)]
    [InlineData("{3-32-2:tanh}(time=-0.5,start=0.25,solver=rk4,steps=20)", 2, 2)]
    [InlineData("1-{4-32-3:sigmoid}(added=2,rtol=1E-09,atol=1E-12)-1:sigmoid", 1, 1)]
    [InlineData("{3-3}(added=2)", 1, 1)]
    public void An_architecture_reads_and_writes_the_same_text(string text, int inputs, int outputs)
    {
        Architecture architecture = Architecture.Parse(text);
        Assert.Equal(text, architecture.ToString());
        Assert.Equal(architecture, Architecture.Parse(architecture.ToString()));
        Assert.Equal((inputs, outputs), (architecture.Inputs, architecture.Outputs));
    }

    [Fact]
    public void A_perceptron_expects_the_keys_of_our_models() => Assert.Equal(
        [new LinearSlot("layer0", 64, 2), new LinearSlot("layer1", 32, 64), new LinearSlot("layer2", 1, 32)],
        Architecture.Parse("2-64-32-1:tanh").Slots.ToArray());

    [Fact]
    public void A_residual_network_expects_the_keys_of_our_models() => Assert.Equal(
        [
            new LinearSlot("lift", 8, 2),
            new LinearSlot("block0.layer0", 16, 8),
            new LinearSlot("block0.layer1", 8, 16),
            new LinearSlot("block1.layer0", 16, 8),
            new LinearSlot("block1.layer1", 8, 16),
            new LinearSlot("readout", 3, 8),
        ],
        Architecture.Parse("2-[8-16-8:tanh]x2-3").Slots.ToArray());

    [Theory]
    [InlineData("", "at character 1 (the end): expected a width from 1 to 1048576")]
    [InlineData("2", "at character 2 (the end): expected \"-\"")]
    [InlineData("2-x", "at character 3 (\"x\"): expected a width from 1 to 1048576")]
    [InlineData("2-0-2:relu", "at character 4 (\"-\"): expected a width from 1 to 1048576")]
    [InlineData("2-99999999999-2:relu", "at character 14 (\"-\"): expected a width from 1 to 1048576")]
    [InlineData("2-64-2", "at character 7 (the end): expected \":\" and the function after every hidden layer, e.g. \":tanh\"")]
    [InlineData("2-2:tanh", "at character 9 (the end): there is no hidden layer, expected \"::\" before a function after the last layer")]
    [InlineData("2-3-2:leaky_relu(slope=)", "at character 24 (\")\"): expected a finite number")]
    [InlineData("2-3-2:leaky_relu(slope=1e999)", "at character 29 (\")\"): expected a finite number")]
    [InlineData("2-3-2:leaky_relu(slope=1,slope=2)", "at character 33 (\")\"): parameter slope is given twice, expected once")]
    [InlineData("2-3-2:leaky_relu(slope=1", "at character 25 (the end): expected \")\"")]
    [InlineData("{2-3-5:tanh}", "at character 12 (\"}\"): a field maps 2 to 5 units, expected equal widths, or one input more for the time")]
    [InlineData("{2-3-2:tanh}(pace=1)", "at character 19 (\"1\"): a flow has no pace, expected time, start, added, solver, steps, rtol or atol")]
    [InlineData("{2-3-2:tanh}(time=1,time=2)", "at character 26 (\"2\"): time is given twice, expected once")]
    [InlineData("2-3-2:tanh!", "at character 11 (\"!\"): expected the end")]
    [InlineData("[2-3:relu]", "at character 10 (\"]\"): there is no hidden layer, expected \"::\" before a function after the last layer")]
    [InlineData("[2-4-3:relu]", "at character 12 (\"]\"): a residual block maps 2 to 3 units, expected equal widths")]
    [InlineData("[2-2]-[3-3]", "at character 12 (the end): a block of width 3 follows one of width 2, expected equal widths")]
    [InlineData("[2-2]x0", "at character 8 (the end): expected a number of blocks from 1 to 10000")]
    [InlineData("2-[2-2]-3-4", "at character 10 (\"-\"): expected the end")]
    [InlineData("[2-2", "at character 5 (the end): expected \"]\"")]
    public void A_faulty_text_is_refused_at_its_character(string text, string fault)
    {
        InvalidInputException found = Assert.Throws<InvalidInputException>(() => Architecture.Parse(text));
        Assert.Equal($"--arch \"{text}\": {fault}", found.Message);
    }

    [Fact]
    public void An_unknown_function_is_named()
    {
        InvalidInputException found = Assert.Throws<InvalidInputException>(() => Architecture.Parse("2-3-2:tnah"));
        Assert.StartsWith("--arch \"2-3-2:tnah\": ", found.Message, StringComparison.Ordinal);
        Assert.Contains("'tnah'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_such_a_form_is_refused() =>
        Assert.Throws<InvalidInputException>(() => Architecture.Of(new Network(2, [new Flow(new Network(2, []), 1, new FlowSolver("rk4"))])));
}
