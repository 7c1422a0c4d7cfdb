using System.CommandLine;
using System.Diagnostics;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.FixedPoints.Flows;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Dynamics.PeriodicOrbits;
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

    private readonly Option<bool> orbits = new("--periodic-orbits")
    {
        Description = "Of a network that is a flow: look for closed orbits of the field too, with periods and Floquet multipliers.",
    };

    private readonly Option<string?> picture = PictureOption.Create(
        "Draw a map of one variable (its graph, and an orbit as a cobweb) or of two (its steps f(x) − x, of a flow the arrows of its field) with its points, cycles, closed orbits and sampled basins into this file.");

    private readonly Option<double?> start = new("--start")
    {
        HelpName = "X",
        Description = "picture of a map of one variable: where the orbit starts; the middle of the box when not given.",
    };

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(period);
        command.Add(method);
        command.Add(orbits);
        command.Add(starts);
        command.Add(seed);
        command.Add(budget);
        command.Add(picture);
        command.Add(start);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        if (!question.Network.IsSelfMap)
        {
            throw new InvalidInputException(
                $"{question.Path}: maps {question.Network.Inputs} to {question.Network.Outputs} numbers, "
                + "expected as many outputs as inputs for fixed points");
        }

        string? file = question.Parsed.GetValue(picture);
        double? first = Start(file, question);
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
        Network? field = Field(question);
        Stopwatch clock = Stopwatch.StartNew();
        FixedPointResult result = question.Network.FixedPoints(
            BoxOption.Parse(question.Parsed.GetRequiredValue(box)!, question),
            options,
            progress: question.Progress,
            cancellation: question.Cancellation);
        PeriodicOrbitResult? closed = !question.Parsed.GetValue(orbits) ? null : field!.PeriodicOrbits(
            result.Box,
            new PeriodicOrbitOptions { Seed = options.Seed, Budget = Rest(options.Budget, clock) },
            cancellation: question.Cancellation);
        // A flow whose orbits settle on closed ones has no attracting point: every start would be undecided.
        bool settle = field is null || result.Points.Any(point => point.Stability == Stability.Attracting) || result.Cycles.Any(cycle => cycle.Stability == Stability.Attracting);
        BasinResult? basins = file is null || !settle ? null : question.Network.Basins(
            result.Box, result, new BasinOptions { Budget = Rest(options.Budget, clock) }, null, question.Cancellation);
        if (file is not null)
        {
            PictureOption.Write(file, FixedPointPicture.Of(question.Network, field, result, closed, basins, first));
        }

        return new Answer(
            new FixedPointsJson(result) { PeriodicOrbits = closed },
            console =>
            {
                FixedPointTable.Show(console, result, file, basins);
                if (closed is not null)
                {
                    PeriodicOrbitTable.Show(console, closed, result.Theory);
                }
            },
            question.Cancellation.IsCancellationRequested);
    }

    private static TimeSpan? Rest(TimeSpan? budget, Stopwatch clock) =>
        budget - clock.Elapsed is { } rest ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : null;

    /// <summary>The field whose flow the network is; null for a map of another kind.</summary>
    private Network? Field(ModelQuestion question) => question.Network.FlowField() ?? (question.Parsed.GetValue(orbits)
        ? throw new InvalidInputException($"--periodic-orbits: {question.Path} is not the flow of a vector field, expected a flow layer alone, or between affine layers that undo each other")
        : null);

    private double? Start(string? file, ModelQuestion question)
    {
        int inputs = question.Network.Inputs;
        if (file is not null && inputs > 2)
        {
            throw new InvalidInputException($"--picture: {question.Path} has {inputs} inputs, expected 1 or 2 for a picture");
        }

        double? value = question.Parsed.GetValue(start);
        return value is null || (double.IsFinite(value.Value) && file is not null && inputs == 1)
            ? value
            : throw new InvalidInputException(
                !double.IsFinite(value.Value) ? $"--start {value}: expected a finite number"
                : file is null ? "--start: is where the orbit of a picture starts, expected --picture FILE.svg beside it"
                : $"--start: {question.Path} has {inputs} inputs, expected 1 for an orbit in the picture");
    }
}
