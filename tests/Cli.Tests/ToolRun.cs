using System.Text.Json;

namespace TorchDynInspect.Cli.Tests;

/// <summary>One call of the tool within this process, with redirected streams unless a terminal is asked for.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    public static ToolRun Of(params string[] arguments) => At(ToolTerminal.RedirectedWidth, default, arguments);

    public static ToolRun At(int width, CancellationToken cancellation, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = new Tool(new ToolTerminal(output, error, false, false, width), cancellation).Run(arguments);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The one JSON document that an answered call with --json prints.</summary>
    public static JsonElement Json(params string[] arguments)
    {
        ToolRun run = Of([.. arguments, "--json"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Out).RootElement;
    }

    /// <summary>The one line of a refused call, without "tdi: ".</summary>
    public string Fault()
    {
        Assert.Equal((2, string.Empty), (ExitCode, Out));
        Assert.StartsWith("tdi: ", Error, StringComparison.Ordinal);
        Assert.Equal(Error.Length - 1, Error.IndexOf('\n', StringComparison.Ordinal));
        return Error["tdi: ".Length..^1];
    }
}
