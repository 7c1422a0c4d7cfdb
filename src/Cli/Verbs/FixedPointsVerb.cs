using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi fixed-points MODEL --box B</c>: fixed points and cycles with their stability.</summary>
internal sealed class FixedPointsVerb() : ModelVerb("fixed-points", "Fixed points f(x) = x and cycles in a box, with their stability.")
{
    private static readonly FixedPointOptions Standard = new();
    private readonly Option<string?> box = BoxOption.Create(required: true);
    private readonly Option<int> period = CountOption.Create("--period", "K", "Look for cycles up to this period too.", Standard.Period);
    private readonly Option<int> starts = CountOption.Create(
        "--starts", "N", "newton: how many starting points.", Standard.Starts);
    private readonly Option<int> seed = CountOption.Create("--seed", "S", "newton: seed of the starting points.", Standard.Seed);
    private readonly Option<double?> budget = BudgetOption.Create();

    private readonly Option<string> method = new("--method")
    {
        HelpName = "auto|boxes|cells|newton",
        Description = "cells: every fixed point and cycle of a piecewise-linear network, proved; boxes: the same for any network without flow layers; "
            + "newton: from many starts, for any network; auto: cells where the network is piecewise linear, else boxes as far as a limit on the work goes.",
        DefaultValueFactory = _ => "auto",
    };

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(period);
        command.Add(method);
        command.Add(starts);
        command.Add(seed);
        command.Add(budget);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        if (!question.Network.IsSelfMap)
        {
            throw new InvalidInputException(
                $"{question.Path}: maps {question.Network.Inputs} to {question.Network.Outputs} numbers, "
                + "expected as many outputs as inputs for fixed points");
        }

        FixedPointOptions options = new()
        {
            Method = question.Parsed.GetRequiredValue(method) switch
            {
                "auto" => FixedPointMethod.Auto,
                "boxes" => FixedPointMethod.Boxes,
                "cells" => FixedPointMethod.Cells,
                "newton" => FixedPointMethod.Newton,
                string other => throw new InvalidInputException($"--method \"{other}\": unknown, expected auto, boxes, cells or newton"),
            },
            Period = CountOption.Within("--period", question.Parsed.GetValue(period), 1, 1000),
            Starts = CountOption.Within("--starts", question.Parsed.GetValue(starts), 1, 10_000_000),
            Seed = question.Parsed.GetValue(seed),
            Budget = BudgetOption.Parse(question.Parsed.GetValue(budget)),
        };
        FixedPointResult result = question.Network.FixedPoints(
            BoxOption.Parse(question.Parsed.GetRequiredValue(box)!, question),
            options,
            progress: question.Progress,
            cancellation: question.Cancellation);
        return new Answer(
            new FixedPointsJson(result),
            console => FixedPointTable.Show(console, result),
            question.Cancellation.IsCancellationRequested);
    }
}
