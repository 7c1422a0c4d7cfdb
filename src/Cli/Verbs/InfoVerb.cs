using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi info MODEL</c>: what the network is made of.</summary>
internal sealed class InfoVerb() : ModelVerb("info", "What a network is made of: widths, functions, parameters.")
{
    protected override void DeclareOptions(Command command)
    {
    }

    protected override Answer Answer(ModelQuestion question) => new(
        new NetworkInfoJson(question.Network),
        console => NetworkTable.Show(console, question.Path, question.Network));
}
