using System.CommandLine;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>Options that hold a whole number within bounds.</summary>
internal static class CountOption
{
    public static Option<int> Create(string name, string help, string description, int standard) => new(name)
    {
        HelpName = help,
        Description = description,
        DefaultValueFactory = _ => standard,
    };

    public static int Within(string name, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new InvalidInputException($"{name} {value}: expected a whole number from {least} to {most}");
}
