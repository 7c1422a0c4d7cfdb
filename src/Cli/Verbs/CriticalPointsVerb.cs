using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi critical-points MODEL --box B</c>: critical points of a scalar network with their indices.</summary>
internal sealed class CriticalPointsVerb() : ModelVerb("critical-points", "Critical points of a scalar network in a box, with their Morse indices.")
{
    private readonly Option<string?> box = BoxOption.Create(required: true);
    private readonly Option<string> evidence = EvidenceOption.Create("certified: decide every sign with proof.");
    private readonly Option<double?> budget = BudgetOption.Create();

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(evidence);
        command.Add(budget);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        if (question.Network.Outputs != 1)
        {
            throw new InvalidInputException($"{question.Path}: has {question.Network.Outputs} outputs, expected 1 for critical points");
        }

        CriticalPointOptions options = new()
        {
            Evidence = EvidenceOption.Parse(question.Parsed.GetValue(evidence)),
            Budget = BudgetOption.Parse(question.Parsed.GetValue(budget)),
        };
        Box region = BoxOption.Parse(question.Parsed.GetRequiredValue(box)!, question);
        CriticalPointResult result = question.Network.CriticalPoints(region, options, question.Progress, question.Cancellation);
        return new Answer(
            new CriticalPointsJson(result),
            console => CriticalPointTable.Show(console, result),
            question.Cancellation.IsCancellationRequested);
    }
}
