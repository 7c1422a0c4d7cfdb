using System.CommandLine;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>One verb of the tool: its name, its options, and how it answers.</summary>
internal abstract class Verb(string name, string description)
{
    /// <summary>The command that the parser knows.</summary>
    public Command ToCommand(ToolTerminal terminal, CancellationToken cancellation)
    {
        Command command = new(name, description);
        Declare(command);
        command.SetAction(parsed => Run(parsed, terminal, cancellation));
        return command;
    }

    /// <summary>Adds the verb's arguments and options.</summary>
    protected abstract void Declare(Command command);

    /// <summary>Answers and gives the exit code.</summary>
    protected abstract int Run(ParseResult parsed, ToolTerminal terminal, CancellationToken cancellation);
}
