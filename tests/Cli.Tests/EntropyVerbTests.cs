using System.Text.Json;
using System.Xml.Linq;

namespace TorchDynInspect.Cli.Tests;

/// <summary>The verb <c>entropy</c>.</summary>
public sealed class EntropyVerbTests : IDisposable
{
    private static readonly string PeriodThree = Models.Bundled("relu-1-2-1-period-three.json");

    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    // Two independent tents of slope s.
    private string TwoTents(double s) => models.Network(2, FormattableString.Invariant($$"""
        {"type":"affine","weight":[[1,0],[1,0],[0,1],[0,1]],"bias":[0,-0.5,0,-0.5]},
        {"type":"activation","function":"relu"},
        {"type":"affine","weight":[[{{s}},{{-2 * s}},0,0],[0,0,{{s}},{{-2 * s}}]]}
        """));

    [Fact]
    public void The_map_of_period_three_has_the_logarithm_of_the_golden_mean_and_all_periods()
    {
        JsonElement entropy = ToolRun.Json("entropy", PeriodThree, "--interval", "0,1");
        double expected = Math.Log((1 + Math.Sqrt(5)) / 2);
        Assert.InRange(expected, entropy.GetProperty("lower").GetDouble(), entropy.GetProperty("upper").GetDouble());
        Assert.InRange(entropy.GetProperty("upper").GetDouble() - entropy.GetProperty("lower").GetDouble(), 0, 1e-9);
        Assert.Equal("certified", entropy.GetProperty("evidence").GetString());
        Assert.Equal(2, entropy.GetProperty("laps").GetInt32());
        Assert.Equal(Enumerable.Range(1, 12), entropy.GetProperty("periods").EnumerateArray().Select(p => p.GetInt32()));
        Assert.Equal([2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377], entropy.GetProperty("lapCounts").EnumerateArray().Select(n => n.GetInt64()));
        Assert.True(entropy.GetProperty("bounds").GetArrayLength() >= 5);

        // f^8 in one layer: F(10) = 55 laps ask for 54 units.
        JsonElement width = entropy.GetProperty("representation").EnumerateArray().Single(w => w.GetProperty("power").GetInt32() == 8 && w.GetProperty("layers").GetInt32() == 1);
        Assert.Equal("54", width.GetProperty("widthByLaps").GetString());
        Assert.All(entropy.GetProperty("bounds").EnumerateArray(), bound => Assert.True(
            bound.GetProperty("kind").GetString() == "upper" ? bound.GetProperty("value").GetDouble() >= expected - 1e-12 : bound.GetProperty("value").GetDouble() <= expected + 1e-12));
    }

    [Fact]
    public void For_people_the_evidence_the_polynomial_and_the_theorems_are_shown()
    {
        string output = ToolRun.Of("entropy", PeriodThree, "--interval", "0,1").Out;
        Assert.Contains("evidence: certified", output, StringComparison.Ordinal);
        Assert.Contains("x^2 − x − 1", output, StringComparison.Ordinal);
        Assert.Contains("E4", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_written_beside_the_answer()
    {
        string[] files = [models.PathOf("tower.svg"), models.PathOf("laps.svg"), models.PathOf("cobweb.svg")];
        ToolRun.Json("entropy", PeriodThree, "--interval", "0,1", "--picture", files[0], "--growth", files[1], "--cobweb", files[2]);
        Assert.All(files, file => Assert.Equal("svg", XDocument.Load(file).Root!.Name.LocalName));
    }

    [Fact]
    public void In_the_plane_the_bounds_hold_the_sum_of_both_entropies()
    {
        JsonElement entropy = ToolRun.Json("entropy", TwoTents(2), "--box", "0,1", "--budget", "5");
        double expected = 2 * Math.Log(2);
        Assert.InRange(expected, entropy.GetProperty("lower").GetDouble(), entropy.GetProperty("upper").GetDouble() + 1e-12);
        Assert.Equal("certified", entropy.GetProperty("evidence").GetString());
        Assert.True(entropy.GetProperty("boxForwardInvariant").GetBoolean());
    }

    [Theory]
    [InlineData("--interval", "1,0", "the left end is not below the right one")]
    [InlineData("--interval", "0,1,2", "expected 2")]
    [InlineData("--interval", "0,NaN", "expected a finite number")]
    [InlineData("--tolerance", "-1", "expected a positive number")]
    [InlineData("--box", "3,1", "exceeds")]
    public void What_is_wrong_is_said_in_one_line(string option, string value, string expected)
    {
        string[] arguments = option is "--interval" or "--box" ? ["entropy", PeriodThree, option, value] : ["entropy", PeriodThree, "--interval", "0,1", option, value];
        Assert.Contains(expected, ToolRun.Of(arguments).Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_between_spaces_has_no_entropy() => Assert.Contains(
        "expected as many outputs as inputs",
        ToolRun.Of("entropy", Models.Bundled("relu-2-16-16-1-seed0.json"), "--box", "0,1").Fault(),
        StringComparison.Ordinal);
}
