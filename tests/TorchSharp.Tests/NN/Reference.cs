using System.Text.Json;
using TorchDynInspect.Compat.Tests.Parity;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>What reference/nn.py had PyTorch 1.13 compute: tensors as a shape and numbers in row-major order.</summary>
internal static class Reference
{
    internal static readonly JsonElement Root = ReferenceFile.Read("nn.json");

    internal static JsonElement Case(string section, string name) => Root.GetProperty(section).GetProperty(name);

    internal static TheoryData<string> Names(string section) => Names(Root.GetProperty(section));

    internal static TheoryData<string> Names(JsonElement section) => new(section.EnumerateObject().Select(entry => entry.Name));

    internal static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    internal static Tensor Read(JsonElement entry, ScalarType type = ScalarType.Float64)
    {
        using var flat = tensor(Numbers(entry.GetProperty("values")), type);
        return flat.reshape(Shape(entry));
    }

    /// <summary>Copies every entry into the module's state; the names must be the same.</summary>
    internal static void Load(nn.Module module, JsonElement state)
    {
        using var scope = NewDisposeScope();
        var own = module.state_dict();
        module.load_state_dict(state.EnumerateObject().ToDictionary(entry => entry.Name, entry => Read(entry.Value, own[entry.Name].dtype)));
    }

    /// <summary>Asserts names, order, shapes and values of a module's state.</summary>
    internal static void AssertState(JsonElement expected, nn.Module module, double tolerance)
    {
        var own = module.state_dict();
        Assert.Equal(expected.EnumerateObject().Select(entry => entry.Name).Order(), own.Keys.Order());
        foreach (var entry in expected.EnumerateObject())
            AssertClose(entry.Value, own[entry.Name], tolerance, entry.Name);
    }

    internal static void AssertClose(JsonElement expected, Tensor? actual, double tolerance, string what)
    {
        Assert.NotNull(actual);
        Assert.Equal(Shape(expected), actual.shape);
        AssertClose(Numbers(expected.GetProperty("values")), ReferenceTensor.Elements(actual), tolerance, what);
    }

    /// <summary>Asserts equality to a tolerance relative to the largest number.</summary>
    internal static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * scale,
                $"{what}[{i}]: PyTorch has {expected[i]:R}, this is {actual[i]:R}");
        }
    }

    private static long[] Shape(JsonElement entry) => [.. entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
}
