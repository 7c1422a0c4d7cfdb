using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.DepthLimit;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Stiffness;
using TorchDynInspect.Dynamics.TimeMaps;
using TorchDynInspect.Dynamics.Volume;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Reporting.Tests.Json;

public class FlowReadingsJsonTests
{
    private static readonly Network Focus = new(2, [new Affine(new Matrix(2, 2, [-0.5, -2, 2, -0.5]), [0, 0])]);
    private static readonly Network Turn = new(2, [new Affine(new Matrix(2, 2, [0, -2, 2, 0]), [0, 0])]);

    [Fact]
    public void Lyapunov_exponents_carry_errors_verdict_and_evidence()
    {
        JsonElement json = Parse(new LyapunovJson(Focus.AsField().LyapunovSpectra(new Matrix(1, 2, [1, 0]), new LyapunovOptions { Duration = 50, Exponents = 1 })));
        JsonElement spectrum = json.GetProperty("spectra")[0];
        Assert.Equal(-0.5, spectrum.GetProperty("exponents")[0].GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(JsonValueKind.Null, spectrum.GetProperty("sum").ValueKind);
        Assert.Equal("not all exponents were asked for", spectrum.GetProperty("sumReason").GetString());
        Assert.Equal("fixedpoint", spectrum.GetProperty("verdict").GetString());
        Assert.Equal("flow", spectrum.GetProperty("system").GetString());
        Assert.Equal("sampled", spectrum.GetProperty("evidence").GetString());
        Assert.True(spectrum.GetProperty("statistics").GetProperty("accepted").GetInt64() > 0);
    }

    [Fact]
    public void A_lost_direction_becomes_null_with_a_reason()
    {
        Network projection = new(1, [new Affine(new Matrix(1, 1, [0]), [0])]);
        JsonElement exponent = Parse(new LyapunovJson(projection.LyapunovSpectra(new Matrix(1, 1, [1]), new LyapunovOptions { Duration = 100 })))
            .GetProperty("spectra")[0].GetProperty("exponents")[0];
        Assert.Equal(JsonValueKind.Null, exponent.GetProperty("value").ValueKind);
        Assert.NotEqual(string.Empty, exponent.GetProperty("valueReason").GetString());
    }

    [Fact]
    public void Stiffness_lists_samples_and_thresholds()
    {
        JsonElement json = Parse(new StiffnessJson(Focus.AsField().Stiffness([1, 0], 2, 5, new FlowSolver("dopri5"))));
        Assert.False(json.GetProperty("stiff").GetBoolean());
        Assert.Equal(1000, json.GetProperty("threshold").GetDouble());
        Assert.Equal(-0.5, json.GetProperty("largestMu").GetProperty("two").GetDouble(), 1e-12);
        Assert.Equal(5, json.GetProperty("samples").GetArrayLength());
        Assert.Equal(1, json.GetProperty("samples")[0].GetProperty("ratio").GetDouble(), 1e-12);
    }

    [Fact]
    public void Contraction_and_divergence_are_certified()
    {
        JsonElement contraction = Parse(new ContractionJson(Focus.Contraction(Box.Cube(2, -1, 1))));
        Assert.Equal(["one", "two", "infinity"], contraction.GetProperty("bounds").EnumerateArray().Select(bound => bound.GetProperty("norm").GetString()));
        Assert.Equal("certified", contraction.GetProperty("evidence").GetString());
        Assert.Equal(2, contraction.GetProperty("theory").GetArrayLength());
        JsonElement divergence = Parse(new DivergenceJson(Focus.Divergence(Box.Cube(2, -1, 1))));
        Assert.Equal(-1, divergence.GetProperty("sign").GetInt32());
        Assert.Equal("[-1,-1]", divergence.GetProperty("supremum").GetRawText());
        Assert.True(divergence.GetProperty("theory")[0].GetProperty("applies").GetBoolean());
    }

    [Fact]
    public void Volume_change_and_time_map_carry_their_errors()
    {
        JsonElement volume = Parse(new VolumeChangeJson(Focus.AsField().VolumeChange([1, 0], 2)));
        Assert.Equal(-2, volume.GetProperty("logDeterminant").GetDouble(), 1e-9);
        Assert.True(volume.GetProperty("theory")[0].GetProperty("agrees").GetBoolean());
        JsonElement map = Parse(new TimeMapJson(Focus.AsField().ReadTimeMap([1, 0], 2), []));
        Assert.Equal("[1,0]", map.GetProperty("at").GetRawText());
        Assert.Equal(Math.Exp(-1), map.GetProperty("norm2").GetDouble(), 1e-9);
        Assert.Equal(-2, map.GetProperty("logDeterminant").GetDouble(), 1e-9);
        Assert.Equal("numerical", map.GetProperty("evidence").GetString());
    }

    [Fact]
    public void A_family_of_closed_orbits_has_a_curve_across_it()
    {
        JsonElement json = Parse(new PeriodicOrbitsJson(Turn.PeriodicOrbits(Box.Cube(2, -1, 1), new PeriodicOrbitOptions { Starts = 2 })));
        Assert.Equal(0, json.GetProperty("orbits").GetArrayLength());
        JsonElement family = json.GetProperty("families")[0];
        Assert.Equal(family.GetProperty("periods").GetArrayLength(), family.GetProperty("curve").GetArrayLength());
        Assert.Equal("neutral", family.GetProperty("representative").GetProperty("stability").GetString());
        Assert.Equal("map", family.GetProperty("representative").GetProperty("judged").GetString());
    }

    [Fact]
    public void The_depth_limit_lists_blocks_flows_and_the_composition()
    {
        Network branch = new(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [0.5]), [0])]);
        Network network = new(1, [new Residual(branch), new Residual(branch), new Flow(branch, 1, new FlowSolver("dopri5"))]);
        JsonElement json = Parse(new DepthLimitJson(network.DepthLimit(Box.Cube(1, 0.5, 2))));
        Assert.Equal(2, json.GetProperty("blocks").GetArrayLength());
        Assert.True(json.GetProperty("blocks")[0].GetProperty("homeomorphism").GetBoolean());
        Assert.Equal(0, json.GetProperty("blocks")[0].GetProperty("weightChange").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("blocks")[1].GetProperty("weightChange").ValueKind);
        Assert.Equal(4, json.GetProperty("composed").GetArrayLength());
        Assert.Equal(1, json.GetProperty("flows")[0].GetProperty("time").GetDouble());
        Assert.Equal("sampled", json.GetProperty("evidence").GetString());
    }

    private static JsonElement Parse(IJsonResult result) => JsonDocument.Parse(result.ToJson()).RootElement;
}
