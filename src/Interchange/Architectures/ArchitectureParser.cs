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
        Architecture architecture = text.Contains('[') ? Residual() : new Architecture(Mlp());
        return scanner.AtEnd ? architecture : throw scanner.Fault("expected the end");
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
