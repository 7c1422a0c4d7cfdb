using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Models.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests;

public sealed class ActivationModulesTests
{
    private static readonly JsonElement Data = Reference.Read("activations.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Data.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_derivatives_are_those_of_PyTorch(int index)
    {
        JsonElement reference = Data.GetProperty("cases")[index];
        var choice = new ActivationChoice(reference.GetProperty("name").GetString()!)
        {
            Parameters = reference.GetProperty("parameters").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetDouble()),
        };
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = ActivationModules.Create(choice, ScalarType.Float64);
        Tensor x = tensor(Data.GetProperty("points").Numbers(), dtype: ScalarType.Float64, requires_grad: true);
        Tensor y = module.forward(x);
        autograd.backward(y, ones_like(y), inputs: [x]);
        Close(reference.GetProperty("values").Numbers(), y, choice);
        Close(reference.GetProperty("derivatives").Numbers(), x.grad!, choice);
    }

    [Fact]
    public void The_names_are_those_of_the_catalogue() => Assert.Equal(ActivationCatalogue.Names.Order(), ActivationModules.Names.Order());

    [Fact]
    public void Every_name_makes_a_module()
    {
        foreach (string name in ActivationModules.Names)
        {
            using nn.Module<Tensor, Tensor> module = ActivationModules.Create(name);
            Assert.Equal(name == "prelu" ? 1 : 0, module.parameters().Count());
        }
    }

    [Theory]
    [InlineData("swoosh", null, "activation \"swoosh\" is unknown")]
    [InlineData("tanh", "slope", "activation \"tanh\": parameter \"slope\" is unknown, expected no parameters")]
    [InlineData("elu", "slope", "activation \"elu\": parameter \"slope\" is unknown, expected alpha")]
    public void An_unknown_name_or_parameter_is_named(string name, string? parameter, string message)
    {
        ActivationChoice choice = name;
        ArgumentException e = Assert.Throws<ArgumentException>(() => ActivationModules.Create(parameter is null ? choice : choice.With(parameter, 1)));
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    private static void Close(double[] expected, Tensor actual, ActivationChoice choice)
    {
        double[] values = actual.detach().data<double>().ToArray();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - values[i]) <= 4e-15 * Math.Max(1, Math.Abs(expected[i])), $"{choice} at point {i}: {values[i]:R}, expected {expected[i]:R}");
        }
    }
}
