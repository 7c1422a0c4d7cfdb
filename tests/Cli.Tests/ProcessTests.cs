using System.Diagnostics;
using System.Text.Json;

namespace TorchDynInspect.Cli.Tests;

/// <summary>The tool as a shell sees it: a process with two streams and an exit code.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    [Fact]
    public async Task An_answer_is_one_document_on_standard_output()
    {
        (int code, string output, string error) = await ToolProcess.Start("affine", models.TwoByTwo("tanh"), "--at", "-1,2", "--json").Finish();
        Assert.Equal((0, string.Empty), (code, error));
        Assert.Equal([-1, 2], JsonDocument.Parse(output).RootElement.GetProperty("at").Deserialize<double[]>()!);
    }

    [Fact]
    public async Task A_fault_is_one_line_on_standard_error()
    {
        (int code, string output, string error) = await ToolProcess.Start("info", models.Absent, "--json").Finish();
        Assert.Equal((2, string.Empty), (code, output));
        Assert.Equal($"tdi: {models.Absent}: no such file, expected a network file (.json) or a TorchSharp state dictionary (.dat)\n", error);
    }

    [Fact]
    public async Task A_pipe_is_read_like_a_file()
    {
        string pipe = models.Absent + ".pipe";
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        Task<(int Code, string Out, string Error)> finish = ToolProcess.Start("info", pipe, "--json").Finish();
        await File.WriteAllTextAsync(pipe, File.ReadAllText(models.TwoByTwo("tanh")));
        (int code, string output, string error) = await finish;
        Assert.Equal((0, string.Empty), (code, error));
        Assert.Equal(12, JsonDocument.Parse(output).RootElement.GetProperty("parameters").GetInt32());
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("")]
    public async Task A_full_disk_is_told_in_one_line_and_not_as_success(string option)
    {
        ProcessStartInfo start = new("sh") { RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"dotnet '{Path.Combine(AppContext.BaseDirectory, "tdi.dll")}' info '{models.TwoByTwo("tanh")}' {option} > /dev/full");
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
        Assert.Matches("^tdi: the answer cannot be written: .*\n$", error);
    }

    [Fact]
    public async Task Ctrl_C_prints_what_was_found()
    {
        Process process = ToolProcess.Start(
            "fixed-points", Models.Bundled("tanh-recurrent-hard-8.json"), "--box", "-3,3", "--method", "newton", "--starts", "10000000", "--json");
        Task<(int Code, string Out, string Error)> finish = process.Finish();

        // A second of processor time is far beyond start-up: the search is running and the signal is expected.
        while (!finish.IsCompleted && process.TotalProcessorTime < TimeSpan.FromSeconds(1))
        {
            await Task.Delay(20);
        }

        await process.Signal("INT");
        (int code, string output, string error) = await finish;
        Assert.Equal((130, string.Empty), (code, error));
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("interrupted").GetBoolean());
    }
}
