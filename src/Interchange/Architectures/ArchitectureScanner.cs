using System.Globalization;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>Words, numbers and signs of an architecture's text, each fault with its character.</summary>
internal sealed class ArchitectureScanner(string text)
{
    private int position;

    public string Text => text;

    /// <summary>The next character; NUL at the end.</summary>
    public char Next => position < text.Length ? text[position] : '\0';

    public bool AtEnd => position == text.Length;

    public bool Accept(char c)
    {
        bool matches = Next == c;
        position += matches ? 1 : 0;
        return matches;
    }

    public void Expect(char c)
    {
        if (!Accept(c))
        {
            throw Fault($"expected \"{c}\"");
        }
    }

    public int Whole(string what, int most)
    {
        string digits = Take(char.IsAsciiDigit);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= most
            ? value
            : throw Fault($"expected {what} from 1 to {most}");
    }

    public string Word(string what)
    {
        string word = Take(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return word.Length > 0 ? word : throw Fault($"expected {what}");
    }

    public double Real()
    {
        string number = Take(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-');
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Fault("expected a finite number");
    }

    public InvalidInputException Fault(string what)
    {
        string here = AtEnd ? "the end" : InputFault.Quote(text[position..(position + 1)]);
        return new InvalidInputException($"--arch {InputFault.Quote(text)}: at character {position + 1} ({here}): {what}");
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
}
