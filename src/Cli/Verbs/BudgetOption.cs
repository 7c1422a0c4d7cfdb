using System.CommandLine;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--budget SECONDS</c>: after this time a search answers with what it has.</summary>
internal static class BudgetOption
{
    public static Option<double?> Create() => new("--budget")
    {
        HelpName = "SECONDS",
        Description = "Answer after this time with what was found by then.",
    };

    public static TimeSpan? Parse(double? seconds) => seconds switch
    {
        null => null,
        > 0 and <= 1e9 => TimeSpan.FromSeconds(seconds.Value),
        _ => throw new InvalidInputException($"--budget {seconds}: expected a positive number of seconds, at most 1e9"),
    };
}
