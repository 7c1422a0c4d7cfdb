using System.CommandLine;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--evidence numerical|certified</c>: whether a proof is wanted.</summary>
internal static class EvidenceOption
{
    public static Option<string> Create(string description) => new("--evidence")
    {
        HelpName = "numerical|certified",
        Description = description,
        DefaultValueFactory = _ => "numerical",
    };

    public static EvidenceLevel Parse(string? text) => text switch
    {
        "numerical" => EvidenceLevel.Numerical,
        "certified" => EvidenceLevel.Certified,
        _ => throw new InvalidInputException($"--evidence \"{text}\": unknown, expected numerical or certified"),
    };
}
