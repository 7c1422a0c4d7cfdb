using System.Xml.Linq;

namespace TorchDynInspect.Cli.Tests;

/// <summary><c>--picture</c> of fixed points and of critical points.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    private string Doubled(int d) => models.Network(d, $$"""
        {"type":"affine","weight":[{{string.Join(',', Enumerable.Range(0, d).Select(i => $"[{string.Join(',', Enumerable.Range(0, d).Select(j => i == j ? "2" : "0"))}]"))}}]},
        {"type":"activation","function":"tanh"}
        """);

    private static int Marks(string file, string name, string style) =>
        XDocument.Load(file).Descendants().Count(e => e.Name.LocalName == name && (string?)e.Attribute("class") == style);

    [Fact]
    public void A_map_of_the_plane_is_drawn_beside_its_table()
    {
        string file = models.Write("plane.svg", "old");
        ToolRun run = ToolRun.Of("fixed-points", Doubled(2), "--box", "-2,2", "--picture", file);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("9 found, 4 attracting, 1 repelling, 4 saddle", run.Out, StringComparison.Ordinal);
        Assert.Contains($"picture: {file} (basins 25 %, 25 %, 25 %, 25 %, undecided 0 %, escaping 0 %; sampled at 16,384 starts)", run.Out, StringComparison.Ordinal);
        Assert.Equal((4, 4, 1), (Marks(file, "circle", "pt blue hit"), Marks(file, "path", "pt purple hit"), Marks(file, "path", "pt vermillion hit")));
        Assert.Contains("Basins: sampled", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_the_line_is_drawn_with_an_orbit_from_the_start_that_is_given()
    {
        string file = models.Write("line.svg", "old");
        ToolRun run = ToolRun.Of("fixed-points", Doubled(1), "--box", "-2,2", "--picture", file, "--start", "0.125", "--json");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(3, System.Text.Json.JsonDocument.Parse(run.Out).RootElement.GetProperty("points").GetArrayLength());
        string svg = File.ReadAllText(file);
        Assert.Contains("orbit of 0.125", svg, StringComparison.Ordinal);
        Assert.Equal((2, 1), (Marks(file, "circle", "pt blue hit"), Marks(file, "path", "pt vermillion hit")));
    }

    [Fact]
    public void Critical_points_are_drawn_over_the_values()
    {
        string file = models.Write("critical.svg", "old");
        ToolRun run = ToolRun.Of("critical-points", Models.Bundled("relu-2-16-16-1-seed0.json"), "--box", "-10,10", "--picture", file);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains($"picture: {file}", run.Out, StringComparison.Ordinal);
        Assert.Equal((3, 3), (Marks(file, "circle", "pt green hit"), Marks(file, "path", "pt purple hit")));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_before_the_search()
    {
        string file = models.Write("kept.svg", "old");
        string cube = Doubled(3);
        Assert.Equal($"--picture: {cube} has 3 inputs, expected 1 or 2 for a picture", ToolRun.Of("fixed-points", cube, "--box", "-2,2", "--picture", file).Fault());
        string line = Doubled(1);
        Assert.Equal($"--picture: {line} has 1 inputs, expected 2 for a picture", ToolRun.Of("critical-points", line, "--box", "-2,2", "--picture", file).Fault());
        Assert.Contains("--start", ToolRun.Of("fixed-points", line, "--box", "-2,2", "--start", "1").Fault(), StringComparison.Ordinal);
        Assert.Equal("--start NaN: expected a finite number", ToolRun.Of("fixed-points", line, "--box", "-2,2", "--picture", file, "--start", "NaN").Fault());
        Assert.Contains("expected 1 for an orbit", ToolRun.Of("fixed-points", Doubled(2), "--box", "-2,2", "--picture", file, "--start", "1").Fault(), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(file));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        string folder = Path.GetDirectoryName(Doubled(2))!;
        Assert.StartsWith($"--picture {folder}: cannot be written", ToolRun.Of("fixed-points", Doubled(2), "--box", "-2,2", "--picture", folder).Fault(), StringComparison.Ordinal);
    }
}
