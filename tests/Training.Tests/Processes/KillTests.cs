using System.Diagnostics;

namespace TorchDynInspect.Training.Tests.Processes;

[Collection("torch")]
public sealed class KillTests : IDisposable
{
    private const int Epochs = 120;

    private readonly string directory = Directory.CreateTempSubdirectory("training-tests").FullName;

    private string Records => Path.Combine(directory, "records.jsonl");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_run_killed_three_times_and_resumed_loses_no_record_and_ends_with_the_weights_of_one_that_never_stopped()
    {
        for (int kill = 1; kill <= 3; kill++)
        {
            using Process victim = Start();
            byte[] before = await After(20 * kill, victim);
            victim.Kill();
            await victim.WaitForExitAsync();
            Assert.Equal(before, File.ReadAllBytes(Records)[..before.Length]);
        }

        Assert.Equal($"Completed {Uninterrupted()}", await Output(Start()));
        JsonLinesHistory history = JsonLinesHistory.Read(Records);
        Assert.Equal(4, history.Runs);
        Assert.Equal(Enumerable.Range(1, Epochs), history.Records.Select(r => r.Epoch).Distinct().Order());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_as_cancelled_and_a_resumed_one_ends_with_the_weights_of_one_that_never_stopped()
    {
        using Process victim = Start();
        await After(20, victim);
        using (Process kill = Process.Start("sh", ["-c", $"kill -INT {victim.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        Assert.StartsWith("Cancelled ", await Output(victim));
        Assert.Equal(0, victim.ExitCode);
        Assert.Equal(0, JsonLinesHistory.Read(Records).TornLines);
        Assert.Equal($"Completed {Uninterrupted()}", await Output(Start()));
    }

    private static string Uninterrupted()
    {
        using TinyProblem problem = new();
        problem.Fit(Program.Options(Epochs));
        return Program.Fingerprint(problem);
    }

    private static async Task<string> Output(Process process)
    {
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.TrimEnd();
    }

    private Process Start()
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { typeof(KillTests).Assembly.Location, "train", directory, $"{Epochs}" })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until that many epochs are on record and returns the complete lines; fails when the process ends before.</summary>
    private async Task<byte[]> After(int epochs, Process process)
    {
        while (true)
        {
            byte[] content = File.Exists(Records) ? await File.ReadAllBytesAsync(Records) : [];
            if (content.Count(b => b == (byte)'\n') > epochs + 5)
            {
                return content[..(content.AsSpan().LastIndexOf((byte)'\n') + 1)];
            }

            Assert.False(process.HasExited, "the process ended before it could be killed");
            await Task.Delay(5);
        }
    }
}
