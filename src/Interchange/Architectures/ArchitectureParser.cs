using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>Recursive descent over the text of an architecture; the grammar is in <see cref="Architecture"/>.</summary>
internal sealed class ArchitectureParser(string text)
{
    private const int MostBlocks = 10_000;
    private const int WidestLayer = 1 << 20;
    private readonly ArchitectureScanner scanner = new(text);

    public Architecture Parse()
    {
        Architecture architecture = text.Contains('{') ? WithFlow() : text.Contains('[') ? Residual() : new Architecture(Mlp());
        return scanner.AtEnd ? architecture : throw scanner.Fault("expected the end");
    }

    private Architecture WithFlow()
    {
        int? lift = null;
        if (scanner.Next != '{')
        {
            lift = Width();
            scanner.Expect('-');
        }

        FlowShape flow = Flow();
        int? readout = scanner.Accept('-') ? Width() : null;
        return new Architecture(lift, flow, readout, scanner.Accept(':') ? Function() : null);
    }

    private FlowShape Flow()
    {
        scanner.Expect('{');
        MlpShape field = Mlp();
        if (field.Widths[0] != field.Widths[^1] && field.Widths[0] != field.Widths[^1] + 1)
        {
            throw scanner.Fault($"a field maps {field.Widths[0]} to {field.Widths[^1]} units, expected equal widths, or one input more for the time");
        }

        scanner.Expect('}');
        FlowShape flow = FlowShape.Default(field);
        HashSet<string> given = new(StringComparer.Ordinal);
        if (scanner.Accept('('))
        {
            do
            {
                string name = scanner.Word("time, start, added, solver, steps, rtol or atol");
                scanner.Expect('=');
                if (!given.Add(name))
                {
                    throw scanner.Fault($"{name} is given twice, expected once");
                }

                flow = name switch
                {
                    "time" => flow with { Time = scanner.Real() },
                    "start" => flow with { StartTime = scanner.Real() },
                    "added" => flow with { Added = scanner.Whole("a number of added coordinates", Math.Max(1, flow.Phase - 1)) },
                    "solver" => flow with { Solver = flow.Solver with { Name = scanner.Word("the name of a solver") } },
                    "steps" => flow with { Solver = flow.Solver with { Steps = scanner.Whole("a number of steps", int.MaxValue) } },
                    "rtol" => flow with { Solver = flow.Solver with { RelativeTolerance = scanner.Real() } },
                    "atol" => flow with { Solver = flow.Solver with { AbsoluteTolerance = scanner.Real() } },
                    _ => throw scanner.Fault($"a flow has no {name}, expected time, start, added, solver, steps, rtol or atol"),
                };
            }
            while (scanner.Accept(','));
            scanner.Expect(')');
        }

        return flow.Width >= 1 ? flow : throw scanner.Fault($"{flow.Added} added coordinates of {flow.Phase}, expected at least one that is not");
    }

    private Architecture Residual()
    {
        int? lift = null;
        int? readout = null;
        if (scanner.Next != '[')
        {
            lift = Width();
            scanner.Expect('-');
        }

        List<MlpShape> blocks = [];
        do
        {
            if (scanner.Next != '[' && blocks.Count > 0)
            {
                readout = Width();
                break;
            }

            blocks.AddRange(Block());
            (int first, int last) = (blocks[0].Widths[0], blocks[^1].Widths[0]);
            if (last != first)
            {
                throw scanner.Fault($"a block of width {last} follows one of width {first}, expected equal widths");
            }
        }
        while (scanner.Accept('-'));

        return new Architecture(lift, [.. blocks], readout, scanner.Accept(':') ? Function() : null);
    }

    private IEnumerable<MlpShape> Block()
    {
        scanner.Expect('[');
        MlpShape block = Mlp();
        if (block.Widths[0] != block.Widths[^1])
        {
            throw scanner.Fault($"a residual block maps {block.Widths[0]} to {block.Widths[^1]} units, expected equal widths");
        }

        scanner.Expect(']');
        return Enumerable.Repeat(block, scanner.Accept('x') ? scanner.Whole("a number of blocks", MostBlocks) : 1);
    }

    private MlpShape Mlp()
    {
        List<int> widths = [Width()];
        scanner.Expect('-');
        do
        {
            widths.Add(Width());
        }
        while (scanner.Accept('-'));

        Activation? hidden = null;
        Activation? output = null;
        bool hasHiddenLayer = widths.Count > 2;
        if (scanner.Accept(':') && scanner.Next != ':')
        {
            hidden = Function();
        }

        if (hasHiddenLayer && hidden is null)
        {
            throw scanner.Fault("expected \":\" and the function after every hidden layer, e.g. \":tanh\"");
        }

        if (!hasHiddenLayer && hidden is not null)
        {
            throw scanner.Fault("there is no hidden layer, expected \"::\" before a function after the last layer");
        }

        if (scanner.Accept(':'))
        {
            output = Function();
        }

        return new MlpShape([.. widths], hidden, output);
    }

    private Activation Function()
    {
        string name = scanner.Word("the name of a function");
        Dictionary<string, double> parameters = new(StringComparer.Ordinal);
        if (scanner.Accept('('))
        {
            do
            {
                string parameter = scanner.Word("the name of a parameter");
                scanner.Expect('=');
                if (!parameters.TryAdd(parameter, scanner.Real()))
                {
                    throw scanner.Fault($"parameter {parameter} is given twice, expected once");
                }
            }
            while (scanner.Accept(','));
            scanner.Expect(')');
        }

        try
        {
            return ActivationCatalogue.Create(name, parameters);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"--arch {InputFault.Quote(scanner.Text)}: {InputFault.OneLine(e.Message)}", e);
        }
    }

    private int Width() => scanner.Whole("a width", WidestLayer);
}
