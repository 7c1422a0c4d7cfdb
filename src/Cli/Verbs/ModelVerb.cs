using System.CommandLine;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>A verb that reads one model and answers one question about it, to people or with <c>--json</c> to scripts.</summary>
internal abstract class ModelVerb(string name, string description) : Verb(name, description)
{
    private readonly Argument<string> model = new("MODEL")
    {
        Description = "A network file (.json) or a TorchSharp state dictionary (.dat, with --arch).",
    };

    private readonly Option<string?> arch = new("--arch")
    {
        HelpName = "ARCH",
        Description = "Widths and functions of a .dat: \"2-64-64-2:tanh\"; with an output function \"2-64-2:relu:tanh\", \"2-2::tanh\"; "
            + "residual blocks \"[2-64-2:tanh]x4\", with lift and readout \"3-[8-64-8:relu]x4-1\".",
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print one JSON document on standard output and nothing else.",
    };

    /// <summary>Adds the options that only this verb has.</summary>
    protected abstract void DeclareOptions(Command command);

    /// <summary>The answer to this verb's question.</summary>
    protected abstract Answer Answer(ModelQuestion question);

    protected sealed override void Declare(Command command)
    {
        command.Add(model);
        DeclareOptions(command);
        command.Add(arch);
        command.Add(json);
    }

    protected sealed override int Run(ParseResult parsed, ToolTerminal terminal, CancellationToken cancellation)
    {
        string path = parsed.GetRequiredValue(model);
        Network network = NetworkFile.Read(path, parsed.GetValue(arch));
        using ProgressLine progress = new(terminal);
        Answer answer = Answer(new ModelQuestion(parsed, path, network, progress, cancellation));
        progress.Dispose();
        if (parsed.GetValue(json))
        {
            terminal.Out.Write(answer.Json.ToJson());
        }
        else if (answer.Plain is { } write)
        {
            write(terminal.Out);
        }
        else
        {
            answer.Show(terminal.ForPeople());
        }

        terminal.Out.Flush();
        return answer.Interrupted ? ExitCode.Interrupted : ExitCode.Answered;
    }
}
