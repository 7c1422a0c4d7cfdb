using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Reporting.Tests.Json;

public sealed class EntropyJsonTests
{
    // 2·r(x) − 4·r(x − ½): the full tent.
    private static readonly Network Tent = new(1,
    [
        new Affine(Matrix.FromRows([[1], [1]]), [0, -0.5]), new Elementwise(new Relu()), new Affine(Matrix.FromRows([[2, -4]]), [0]),
    ]);

    [Fact]
    public void Entropy_has_the_fields_scripts_rely_on()
    {
        EntropyResult entropy = Tent.TopologicalEntropy((0, 1), new EntropyOptions { Periods = 4, Iterates = 3 });
        JsonElement json = Parse(new EntropyJson(entropy, entropy.RepresentationBounds(3, 2)));
        Assert.All(new[] { "lower", "upper", "laps", "bounds", "evidence", "theory", "remarks" }, name => Assert.True(json.TryGetProperty(name, out _), name));
        Assert.InRange(json.GetProperty("lower").GetDouble(), 0.69314718, Math.Log(2));
        Assert.InRange(json.GetProperty("upper").GetDouble(), Math.Log(2), 0.69314719);
        Assert.Equal(2, json.GetProperty("laps").GetInt32());
        Assert.Equal("[2,4,8]", Compact(json.GetProperty("lapCounts")));
        Assert.Equal("[1,2,3,4]", Compact(json.GetProperty("periods")));
        Assert.Equal("certified", json.GetProperty("evidence").GetString());
        JsonElement architecture = json.GetProperty("bounds").EnumerateArray().Single(bound => bound.GetProperty("theorem").GetString() == "E1");
        Assert.Equal("upper", architecture.GetProperty("kind").GetString());
        Assert.InRange(architecture.GetProperty("value").GetDouble(), Math.Log(3), Math.Log(3) + 1e-14);
        JsonElement widths = json.GetProperty("representation")[4];
        Assert.Equal((3, 1, "7"), (widths.GetProperty("power").GetInt32(), widths.GetProperty("layers").GetInt32(), widths.GetProperty("widthByLaps").GetString()));
    }

    [Fact]
    public void Bounds_of_a_planar_map_have_the_same_shape_with_the_horseshoe_beside()
    {
        EntropyBoundsResult bounds = Tent.EntropyBounds(Box.Cube(1, 0, 1), new EntropyBoundsOptions { LyapunovOrbits = 0, ExpansionSamples = 500 });
        JsonElement json = Parse(new EntropyBoundsJson(bounds));
        Assert.True(json.GetProperty("boxForwardInvariant").GetBoolean());
        Assert.True(json.GetProperty("lower").GetDouble() <= Math.Log(2));
        Assert.True(json.GetProperty("horseshoe").GetProperty("branches").GetArrayLength() >= 2);
        Assert.Contains(json.GetProperty("bounds").EnumerateArray(), bound => bound.GetProperty("kind").GetString() == "estimate" && bound.GetProperty("evidence").GetString() == "sampled");
    }

    [Fact]
    public void A_missing_upper_bound_is_null_with_a_reason()
    {
        EntropyBoundsResult bounds = Tent.EntropyBounds(Box.Cube(1, 0, 1), new EntropyBoundsOptions { LyapunovOrbits = 0, ExpansionSamples = 0 });
        JsonElement json = Parse(new EntropyBoundsJson(bounds with { Upper = double.PositiveInfinity, Horseshoe = null, IsForwardInvariant = null }));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("upper").ValueKind);
        Assert.False(string.IsNullOrEmpty(json.GetProperty("upperReason").GetString()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("horseshoe").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("boxForwardInvariant").ValueKind);
    }

    private static string Compact(JsonElement json) => string.Concat(json.GetRawText().Where(c => !char.IsWhiteSpace(c)));

    private static JsonElement Parse(IJsonResult result)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            result.WriteTo(writer);
        }

        return JsonDocument.Parse(stream.ToArray()).RootElement.Clone();
    }
}
