using System.Diagnostics;
using System.Numerics;
using TorchDynInspect.Training;

namespace TorchDynInspect.Samples.Tests;

public sealed class OwnLoopTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("own-loop").FullName;

    private string Records => Path.Combine(directory, "records.jsonl");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void It_finds_the_fixed_point_and_the_eigenvalues_of_the_map_it_learns()
    {
        (int code, string[] lines, string[] error) = SampleProgram.Run("OwnLoop", "2000", Records);
        Assert.Equal(0, code);
        Assert.Equal("", string.Concat(error));
        Assert.StartsWith("2000 steps, loss ", lines[0], StringComparison.Ordinal);

        JsonLinesHistory history = JsonLinesHistory.Read(Records);
        InspectionRecord last = history.Records.Last(r => r.Inspector == "fixed points");
        Assert.Equal(2000, last.Step);
        Assert.Equal("attracting", last.Find("fixed_point.stability", "fixed point 0")!.Label);

        // The map that is learned is z ↦ 0.9·e^(i/2) z; the module comes within a few hundredths of it.
        Complex eigenvalue = last.Find("fixed_point.eigenvalues", "fixed point 0")!.ComplexValues[0];
        Assert.InRange(Complex.Abs(eigenvalue - Complex.FromPolarCoordinates(0.9, 0.5)), 0, 0.05);
        Assert.All(last.Find("fixed_point.x", "fixed point 0")!.Values, x => Assert.InRange(x, -0.05, 0.05));
        double[] losses = [.. history.Records.Select(r => r.Find("loss")).OfType<Metric>().Select(m => m.Value)];
        Assert.True(losses[^1] < 1e-2 * losses[0], string.Join(" ", losses));
    }

    [Fact]
    public async Task Ctrl_C_finishes_the_step_prints_the_summary_and_loses_no_record()
    {
        using Process process = Start();
        byte[] before = await AfterRecords(5);
        using (Process kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Matches(@"^\d+ steps, loss ", output);
        Assert.Equal(before, File.ReadAllBytes(Records)[..before.Length]);
        JsonLinesHistory history = JsonLinesHistory.Read(Records);
        Assert.Equal((1, 0, 0L), (history.Runs, history.TornLines, history.LostLines));
        Assert.Contains($" {history.Records.Length} records in ", output); // as many in the file as in memory
    }

    [Fact]
    public async Task Kill_9_loses_no_finished_record_and_the_next_run_goes_on_in_the_same_file()
    {
        for (int run = 1; run <= 3; run++)
        {
            int already = File.Exists(Records) ? File.ReadLines(Records).Count() : 0;
            using Process process = Start();
            byte[] before = await AfterRecords(already + 5);
            process.Kill();
            await process.WaitForExitAsync();
            byte[] after = File.ReadAllBytes(Records);
            Assert.Equal(before, after[..before.Length]);
            JsonLinesHistory history = JsonLinesHistory.Read(Records);
            Assert.Equal(run, history.Runs);
            Assert.InRange(history.TornLines, 0, run);
            int lines = after.Count(b => b == (byte)'\n') + (after[^1] == (byte)'\n' ? 0 : 1);
            Assert.Equal(lines, history.Records.Length + history.Runs + history.TornLines);
        }
    }

    private Process Start()
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "OwnLoop.dll"));
        start.ArgumentList.Add("3000000"); // minutes: far longer than the test, and over by itself should the test die
        start.ArgumentList.Add(Records);
        return Process.Start(start)!;
    }

    /// <summary>Waits until the file has that many complete lines and returns the lines.</summary>
    private async Task<byte[]> AfterRecords(int lines)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (true)
        {
            byte[] content = File.Exists(Records) ? await File.ReadAllBytesAsync(Records, patience.Token) : [];
            if (content.Count(b => b == (byte)'\n') >= lines)
            {
                return content[..(content.AsSpan().LastIndexOf((byte)'\n') + 1)];
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
