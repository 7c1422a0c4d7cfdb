using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi critical-points MODEL --box B</c>: critical points of a scalar network with their indices.</summary>
internal sealed class CriticalPointsVerb() : ModelVerb("critical-points", "Critical points of a scalar network in a box, with their Morse indices.")
{
    private const int GridSize = 96;

    private readonly Option<string?> box = BoxOption.Create(required: true);
    private readonly Option<string> evidence = EvidenceOption.Create("certified: decide every sign with proof.");
    private readonly Option<double?> budget = BudgetOption.Create();

    private readonly Option<string?> picture = PictureOption.Create("Draw Φ of two variables with its level lines and critical points into this file.");

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(evidence);
        command.Add(budget);
        command.Add(picture);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        if (question.Network.Outputs != 1)
        {
            throw new InvalidInputException($"{question.Path}: has {question.Network.Outputs} outputs, expected 1 for critical points");
        }

        string? file = question.Parsed.GetValue(picture);
        if (file is not null && question.Network.Inputs != 2)
        {
            throw new InvalidInputException($"--picture: {question.Path} has {question.Network.Inputs} inputs, expected 2 for a picture");
        }

        CriticalPointOptions options = new()
        {
            Evidence = EvidenceOption.Parse(question.Parsed.GetValue(evidence)),
            Budget = BudgetOption.Parse(question.Parsed.GetValue(budget)),
        };
        Box region = BoxOption.Parse(question.Parsed.GetRequiredValue(box)!, question);
        CriticalPointResult result = question.Network.CriticalPoints(region, options, question.Progress, question.Cancellation);
        if (file is not null)
        {
            PlaneGrid grid = new(region, GridSize, GridSize);
            PictureOption.Write(file, CriticalPointChart.Of(grid, question.Network.Evaluate(grid.Points).Values, result));
        }

        return new Answer(
            new CriticalPointsJson(result),
            console => CriticalPointTable.Show(console, result, file),
            question.Cancellation.IsCancellationRequested);
    }
}
