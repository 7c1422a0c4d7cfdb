using System.CommandLine;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--halfspace "a1,…,ad&lt;=b"</c>, any number of times: cuts the box.</summary>
internal static class HalfspaceOption
{
    public static Option<string[]> Create() => new("--halfspace")
    {
        HelpName = "a1,…<=b",
        Description = "Cut the box by the halfspace a·x ≤ b; may be given several times.",
    };

    public static Halfspace[] Parse(string[]? texts, int dimension) => [.. (texts ?? []).Select(text => Parse(text, dimension))];

    private static Halfspace Parse(string text, int dimension)
    {
        string option = $"--halfspace \"{text}\"";
        string[] sides = text.Split("<=");
        if (sides.Length != 2)
        {
            throw new InvalidInputException($"{option}: is not of the form \"a1,…,a{dimension}<=b\"");
        }

        double[] normal = NumberList.Parse(option, sides[0], dimension, "numbers of the normal");
        double[] offset = NumberList.Parse(option, sides[1], 1, "numbers after \"<=\"");
        return normal.Any(a => a != 0)
            ? new Halfspace(normal, offset[0])
            : throw new InvalidInputException($"{option}: the normal is zero, expected a direction");
    }
}
