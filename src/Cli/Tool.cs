using System.CommandLine;
using System.CommandLine.Parsing;
using TorchDynInspect.Cli.Demo;
using TorchDynInspect.Cli.Verbs;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Cli;

/// <summary>The command line: which verbs there are, and what every one of them does about faults.</summary>
internal sealed class Tool(ToolTerminal terminal, CancellationToken cancellation = default)
{
    /// <summary>Runs one command line and gives the exit code.</summary>
    public int Run(IReadOnlyList<string> arguments)
    {
        RootCommand root = new("Shows a neural network as the dynamical system it is: affine maps, spectra, fixed points, stability.");
        foreach (Verb verb in Verbs())
        {
            root.Add(verb.ToCommand(terminal, cancellation));
        }

        if (arguments is [var first, ..] && !first.StartsWith('-') && root.Subcommands.All(verb => verb.Name != first))
        {
            return Refuse($"unknown verb \"{first}\", expected {string.Join(", ", root.Subcommands.Select(verb => verb.Name))}");
        }

        ParseResult parsed = root.Parse(
            arguments.Count == 0 ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            string faults = string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.')));
            return Refuse($"{faults} (tdi --help lists verbs, tdi VERB --help its options)");
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (InvalidInputException e)
        {
            return Refuse(e.Message);
        }
        catch (IOException e)
        {
            // Faults of the model's file are the input's by now: what is left is the place the answer goes to.
            terminal.Error.WriteLine($"tdi: the answer cannot be written: {OneLine(e.Message)}");
            return ExitCode.InternalFault;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("tdi: interrupted before anything was found");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            string where = e.StackTrace?.Split('\n', 2)[0].Trim() ?? "an unknown place";
            terminal.Error.WriteLine($"tdi: internal fault, please report it: {e.GetType().Name}: {OneLine(e.Message)} {OneLine(where)}");
            return ExitCode.InternalFault;
        }
    }

    private static Verb[] Verbs() =>
    [
        new InfoVerb(), new AffineVerb(), new SpectrumVerb(), new FixedPointsVerb(), new TrajectoryVerb(), new StabilityVerb(), new RegionsVerb(), new CriticalPointsVerb(), new EntropyVerb(), new DemoVerb(),
    ];

    private int Refuse(string fault)
    {
        terminal.Error.WriteLine($"tdi: {OneLine(fault)}");
        return ExitCode.InvalidInput;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
