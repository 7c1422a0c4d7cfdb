using System.Globalization;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>Finite numbers separated by commas within an option.</summary>
internal static class NumberList
{
    /// <summary>Reads the numbers; a fault begins with <paramref name="option"/>.</summary>
    /// <param name="option">The option as given, e.g. <c>--slice "0,1@x"</c>.</param>
    /// <param name="text">The list.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="what">What they are, e.g. "numbers of the origin".</param>
    public static double[] Parse(string option, string text, int count, string what)
    {
        string[] parts = text.Split(',');
        if (parts.Length != count)
        {
            throw new InvalidInputException($"{option}: \"{text}\" has {parts.Length} {what}, expected {count}");
        }

        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                throw new InvalidInputException($"{option}: \"{parts[i]}\" among the {what}, expected a finite number");
            }
        }

        return numbers;
    }
}
