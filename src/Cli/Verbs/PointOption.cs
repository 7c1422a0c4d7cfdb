using System.CommandLine;
using System.Globalization;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--at x1,x2,…</c>: one finite number for each input of the network.</summary>
internal static class PointOption
{
    public static Option<string?> Create(bool required) => new("--at")
    {
        HelpName = "x1,x2,…",
        Description = "The point: one number for each input, separated by commas.",
        Required = required,
    };

    /// <summary>Reads a point; a fault begins with <paramref name="option"/>.</summary>
    public static double[] Parse(string text, ModelQuestion question, string option = "--at")
    {
        string[] parts = text.Split(',');
        double[] point = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out point[i]) || !double.IsFinite(point[i]))
            {
                throw new InvalidInputException($"{option} \"{text}\": number {i + 1} is \"{parts[i]}\", expected a finite number");
            }
        }

        int inputs = question.Network.Inputs;
        return point.Length == inputs
            ? point
            : throw new InvalidInputException(
                $"{option} \"{text}\": has {point.Length} {(point.Length == 1 ? "number" : "numbers")}, "
                + $"expected {inputs}, one for each input of {question.Path}");
    }
}
