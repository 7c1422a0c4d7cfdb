using System.Diagnostics;
using System.Text.Json;
using TorchDynInspect.Tests.Shared;
using TorchDynInspect.Training;

namespace TorchDynInspect.Cli.Tests.Demo;

/// <summary>The main job on real data, as a shell runs it.</summary>
public sealed class DemoTests : IDisposable
{
    // Long enough that no machine finishes before the signal arrives.
    private const string Endless = "1000000";

    private readonly string folder = Directory.CreateTempSubdirectory("tdi-demo-").FullName;

    private string Records => Path.Combine(folder, "report.training.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_learned_map_is_the_one_that_PyTorch_learns()
    {
        (int code, string output, string error) = await Start("--flow-epochs", "0", "--json").Finish();
        Assert.Equal((0, string.Empty), (code, error));
        JsonElement report = JsonDocument.Parse(output).RootElement;
        JsonElement reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "hudson_bay.json"))).RootElement;

        JsonElement point = Assert.Single(report.GetProperty("results").GetProperty("fixedPoints").GetProperty("points").EnumerateArray());
        Assert.Equal("repelling", point.GetProperty("stability").GetString());
        // 1500 steps of AdamW carry the rounding differences between two builds of libtorch along.
        Close(reference.GetProperty("fixedPoint"), point.GetProperty("x"), 1e-6);
        Close(reference.GetProperty("eigenvalue"), point.GetProperty("eigenvalues")[0], 1e-6);
        Assert.Equal(reference.GetProperty("error").GetDouble(), Reading(report, "one-step error of the learned map"), 1e-6);

        JsonElement list = report.GetProperty("results").GetProperty("fixedPoints");
        Assert.True(list.GetProperty("complete").GetBoolean());
        Assert.Equal("certified", list.GetProperty("evidence").GetString());

        JsonElement linear = Assert.Single(report.GetProperty("results").GetProperty("linearFixedPoints").GetProperty("points").EnumerateArray());
        Assert.Equal("attracting", linear.GetProperty("stability").GetString());
        Close(reference.GetProperty("linearFixedPoint"), linear.GetProperty("x"), 1e-9);
        Close(reference.GetProperty("linearEigenvalue"), linear.GetProperty("eigenvalues")[0], 1e-9);
    }

    [Fact]
    public async Task It_writes_its_files_and_a_table_with_evidence()
    {
        (int code, string output, string error) = await Start("--epochs", "50", "--flow-epochs", "20").Finish();
        Assert.Equal((0, string.Empty), (code, error));
        Assert.Contains("stability as a map", output, StringComparison.Ordinal);
        Assert.Contains("sampled", output, StringComparison.Ordinal);
        Assert.Equal(
            ["report.flow.json", "report.flow.training.jsonl", "report.html", "report.json", "report.model.json", "report.training.jsonl"],
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
        string page = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.Contains("Eigenvalues at the fixed points over training", page, StringComparison.Ordinal);
        Assert.DoesNotContain("no data", page, StringComparison.Ordinal);
        Assert.Contains("Phase portrait of the learned field", page, StringComparison.Ordinal);
        foreach (string model in (string[])["report.model.json", "report.flow.json"])
        {
            Assert.Equal(0, (await ToolProcess.Start("info", Path.Combine(folder, model), "--json").Finish()).Code);
        }
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public async Task A_signal_stops_training_and_loses_no_finished_record(string signal, int expected)
    {
        Process process = Start("--epochs", Endless);
        Task<(int Code, string Out, string Error)> finish = process.Finish();
        int before = 0;
        while (!finish.IsCompleted && before < 12)
        {
            await Task.Delay(20);
            before = File.Exists(Records) ? JsonLinesHistory.Read(Records).Records.Length : 0;
        }

        Assert.False(finish.IsCompleted, finish.IsCompleted ? (await finish).Error : string.Empty);
        await process.Signal(signal);
        (int code, _, string error) = await finish;
        Assert.Equal(expected, code);
        Assert.True(JsonLinesHistory.Read(Records).Records.Length >= before);
        Assert.Equal(signal == "INT", error.Contains("interrupted after epoch", StringComparison.Ordinal));
    }

    [SmallDiskFact]
    public async Task A_full_disk_stops_the_writing_but_not_the_training()
    {
        Assert.True(SmallDiskFactAttribute.Mount(folder));
        try
        {
            (int code, string output, string error) = await Start("--flow-epochs", "0").Finish();
            Assert.Equal(2, code);
            Assert.Contains("stability as a map", output, StringComparison.Ordinal);
            string[] lines = error.Trim().Split('\n');
            Assert.Contains(lines, line => line.Contains("report.training.jsonl", StringComparison.Ordinal) && line.Contains("No space left", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("tdi: --out", StringComparison.Ordinal) && line.Contains("No space left", StringComparison.Ordinal));
            Assert.True(JsonLinesHistory.Read(Records).Records.Length > 20);
        }
        finally
        {
            Assert.True(SmallDiskFactAttribute.Unmount(folder));
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_one_line()
    {
        string file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, string.Empty);
        (int code, string output, string error) = await ToolProcess.Start("demo", "--out", Path.Combine(file, "inside")).Finish();
        Assert.Equal((2, string.Empty), (code, output));
        Assert.StartsWith("tdi: --out ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private Process Start(params string[] options) => ToolProcess.Start(["demo", "--out", folder, .. options]);

    private static void Close(JsonElement expected, JsonElement actual, double tolerance)
    {
        double[] wanted = expected.Deserialize<double[]>()!;
        double[] found = actual.Deserialize<double[]>()!;
        Assert.Equal(wanted.Length, found.Length);
        foreach ((double w, double f) in wanted.Zip(found))
        {
            Assert.Equal(w, f, tolerance);
        }
    }

    private static double Reading(JsonElement report, string name) =>
        report.GetProperty("readings").EnumerateArray().Single(reading => reading.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();
}
