using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>Recursive descent over the text of an architecture; the grammar is in <see cref="Architecture"/>.</summary>
internal sealed class ArchitectureParser(string text)
{
    private const int MostBlocks = 10_000;
    private const int WidestLayer = 1 << 20;
    private int position;

    public Architecture Parse()
    {
        Architecture architecture = text.Contains('[') ? Residual() : new Architecture(Mlp());
        return position == text.Length ? architecture : throw Fault("expected the end");
    }

    private Architecture Residual()
    {
        int? lift = null;
        int? readout = null;
        if (Next != '[')
        {
            lift = Width();
            Expect('-');
        }

        List<MlpShape> blocks = [];
        do
        {
            if (Next != '[' && blocks.Count > 0)
            {
                readout = Width();
                break;
            }

            blocks.AddRange(Block());
            if (blocks[^1].Widths[0] != blocks[0].Widths[0])
            {
                throw Fault($"a block of width {blocks[^1].Widths[0]} follows one of width {blocks[0].Widths[0]}, expected equal widths");
            }
        }
        while (Accept('-'));

        return new Architecture(lift, [.. blocks], readout, Accept(':') ? Function() : null);
    }

    private IEnumerable<MlpShape> Block()
    {
        Expect('[');
        MlpShape block = Mlp();
        if (block.Widths[0] != block.Widths[^1])
        {
            throw Fault($"a residual block maps {block.Widths[0]} to {block.Widths[^1]} units, expected equal widths");
        }

        Expect(']');
        return Enumerable.Repeat(block, Accept('x') ? Whole("a number of blocks", MostBlocks) : 1);
    }

    private MlpShape Mlp()
    {
        List<int> widths = [Width()];
        Expect('-');
        do
        {
            widths.Add(Width());
        }
        while (Accept('-'));

        Activation? hidden = null;
        Activation? output = null;
        bool hasHiddenLayer = widths.Count > 2;
        if (Accept(':') && Next != ':')
        {
            hidden = Function();
        }

        if (hasHiddenLayer && hidden is null)
        {
            throw Fault("expected \":\" and the function after every hidden layer, e.g. \":tanh\"");
        }

        if (!hasHiddenLayer && hidden is not null)
        {
            throw Fault("there is no hidden layer, expected \"::\" before a function after the last layer");
        }

        if (Accept(':'))
        {
            output = Function();
        }

        return new MlpShape([.. widths], hidden, output);
    }

    private Activation Function()
    {
        string name = Word("the name of a function");
        Dictionary<string, double> parameters = new(StringComparer.Ordinal);
        if (Accept('('))
        {
            do
            {
                string parameter = Word("the name of a parameter");
                Expect('=');
                if (!parameters.TryAdd(parameter, Real()))
                {
                    throw Fault($"parameter {parameter} is given twice, expected once");
                }
            }
            while (Accept(','));
            Expect(')');
        }

        try
        {
            return ActivationCatalogue.Create(name, parameters);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"--arch {InputFault.Quote(text)}: {InputFault.OneLine(e.Message)}", e);
        }
    }

    private char Next => position < text.Length ? text[position] : '\0';

    private bool Accept(char c)
    {
        bool matches = Next == c;
        position += matches ? 1 : 0;
        return matches;
    }

    private void Expect(char c)
    {
        if (!Accept(c))
        {
            throw Fault($"expected \"{c}\"");
        }
    }

    private int Width() => Whole("a width", WidestLayer);

    private int Whole(string what, int most)
    {
        string digits = Take(char.IsAsciiDigit);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= most
            ? value
            : throw Fault($"expected {what} from 1 to {most}");
    }

    private string Word(string what)
    {
        string word = Take(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return word.Length > 0 ? word : throw Fault($"expected {what}");
    }

    private double Real()
    {
        string number = Take(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-');
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Fault("expected a finite number");
    }

    private string Take(Func<char, bool> belongs)
    {
        int start = position;
        while (position < text.Length && belongs(text[position]))
        {
            position++;
        }

        return text[start..position];
    }

    private InvalidInputException Fault(string what) => new(
        $"--arch {InputFault.Quote(text)}: at character {position + 1}{(position < text.Length ? $" ({InputFault.Quote(text[position..(position + 1)])})" : " (the end)")}: {what}");
}
