using System.Collections.Immutable;
using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Paths;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi trajectory MODEL --from x</c>: the path inside a flow layer, or the orbit of a map.</summary>
internal sealed class TrajectoryVerb() : ModelVerb("trajectory", "Where a flow layer or an iterated map leads from given starts: as a table, CSV, pictures.")
{
    private const int StandardSamples = 400;
    private const int StandardSteps = 100;
    private const int MostSamples = 10_000_000;

    private readonly Option<string[]> from = new("--from")
    {
        HelpName = "x1,x2,…",
        Description = "A start: one number for each input of the network. May be given several times.",
        Required = true,
    };

    private readonly Option<double?> time = new("--time")
    {
        HelpName = "T",
        Description = "How long to follow: of a flow the time of its layer when not given, backwards when negative; of a map the number of steps (100).",
    };

    private readonly Option<int?> samples = new("--samples")
    {
        HelpName = "N",
        Description = "A flow's states at N equally spaced times besides the start (400).",
    };

    private readonly SolverOptions solver = new();

    private readonly Option<string?> csv = new("--csv")
    {
        HelpName = "FILE.csv",
        Description = "Write t,x1,x2,… into this file, \"-\" for standard output; with several starts a first column \"trajectory\" counts them from 1.",
    };

    private readonly Option<string?> picture = PictureOption.Create(
        "Draw the paths into this file: a system of two coordinates as its phase portrait with arrows and equilibria or fixed points, any other against time.");

    private readonly Option<string?> series = new("--series") { HelpName = "FILE.svg", Description = "Draw the coordinates against time into this file." };
    private readonly Option<string?> box = new("--box")
    {
        HelpName = "l,u[;l,u]",
        Description = "What the phase portrait shows; the paths with a margin when not given.",
    };

    protected override void DeclareOptions(Command command)
    {
        command.Add(from);
        command.Add(time);
        command.Add(samples);
        solver.AddTo(command);
        command.Add(csv);
        command.Add(picture);
        command.Add(series);
        command.Add(box);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        ParseResult parsed = question.Parsed;
        double[][] starts = [.. parsed.GetRequiredValue(from).Select(text => PointOption.Parse(text, question, "--from"))];
        string? table = parsed.GetValue(csv);
        if (table == "-" && parsed.GetValue<bool>("--json"))
        {
            throw new InvalidInputException("--csv -: writes to standard output, which --json needs; expected one of them, or a file");
        }

        FlowInside? inside = FlowInside.OnlyOneOf(question);
        int dimension = inside?.Flow.Field.Inputs ?? question.Network.Inputs;
        Box? region = Region(parsed.GetValue(box), dimension, parsed.GetValue(picture) is not null, question);
        PathsJson paths = inside is null ? Orbits(question, starts) : Trajectories(question, inside, starts);
        PathPortrait? portrait = parsed.GetValue(picture) is null || dimension != 2
            ? null
            : PathPortrait.Of(inside?.Flow.Field ?? question.Network, paths, region, question.Cancellation);
        Draw("--picture", parsed.GetValue(picture), portrait?.Figure ?? PathPicture(paths));
        Draw("--series", parsed.GetValue(series), PathPicture(paths));
        WriteCsv(table, paths.Paths);
        return new Answer(
            paths, console => TrajectoryTable.Show(console, paths, portrait), question.Cancellation.IsCancellationRequested)
        {
            Plain = table == "-" ? writer => PathCsv.Write(writer, paths.Paths) : null,
        };
    }

    private static Box? Region(string? text, int dimension, bool drawn, ModelQuestion question)
    {
        if (text is null)
        {
            return null;
        }

        if (!drawn || dimension != 2)
        {
            throw new InvalidInputException(drawn
                ? $"--box: {question.Path} has {dimension} coordinates to draw, expected 2 for a phase portrait"
                : "--box: is what a phase portrait shows, expected --picture FILE.svg beside it");
        }

        try
        {
            return Box.Parse(text, dimension);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"--box \"{text}\": {e.Message} (the portrait has 2 coordinates)", e);
        }
    }

    private static Figure PathPicture(PathsJson paths) => paths.System == SystemKind.Flow
        ? PathChart.Of("Trajectories", "t", paths.Paths)
        : PathChart.Of("Orbits", "step", paths.Paths);

    private static void Draw(string option, string? file, Figure figure)
    {
        if (file is not null)
        {
            PictureOption.Write(file, figure, option);
        }
    }

    private static void WriteCsv(string? file, ImmutableArray<StatePath> paths)
    {
        if (file is not null and not "-")
        {
            OutputFile.Write("--csv", file, writer => PathCsv.Write(writer, paths));
        }
    }

    private PathsJson Orbits(ModelQuestion question, double[][] starts)
    {
        ParseResult parsed = question.Parsed;
        if (!question.Network.IsSelfMap)
        {
            throw new InvalidInputException(
                $"{question.Path}: has no flow layer and maps {question.Network.Inputs} to {question.Network.Outputs} numbers, expected a flow layer or as many outputs as inputs");
        }

        string[] idle = [.. solver.Given(parsed), .. parsed.GetValue(samples) is null ? Array.Empty<string>() : ["--samples"]];
        if (idle.Length > 0)
        {
            throw new InvalidInputException($"{string.Join(", ", idle)}: {question.Path} has no flow layer; an orbit of a map takes --time STEPS only");
        }

        double steps = parsed.GetValue(time) ?? StandardSteps;
        return steps >= 1 && steps <= MostSamples && steps == Math.Floor(steps)
            ? new PathsJson(SystemKind.Map, steps, [.. starts.Select(start => Paths.OfMap(question.Network, start, (int)steps))])
            : throw new InvalidInputException($"--time {steps}: expected a whole number of steps from 1 to {MostSamples}, since {question.Path} has no flow layer");
    }

    private PathsJson Trajectories(ModelQuestion question, FlowInside inside, double[][] starts)
    {
        ParseResult parsed = question.Parsed;
        double length = parsed.GetValue(time) ?? inside.Flow.Time;
        if (!double.IsFinite(length) || length == 0)
        {
            throw new InvalidInputException($"--time {length}: expected a finite number other than 0");
        }

        int count = CountOption.Within("--samples", parsed.GetValue(samples) ?? StandardSamples, 1, MostSamples);
        FlowSolver chosen = solver.Parse(parsed, inside.Flow, length);
        return new PathsJson(
            SystemKind.Flow, length, [.. starts.Select(start => Paths.OfFlow(inside, start, length, count, chosen, question.Cancellation))])
        {
            Solver = chosen,
            Layer = inside.Index,
        };
    }
}
