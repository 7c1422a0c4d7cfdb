using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Entropy.HigherDimension;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi entropy MODEL --interval a,b</c>: topological entropy of an interval map, enclosed; in higher dimension the bounds that are known.</summary>
internal sealed class EntropyVerb() : ModelVerb("entropy", "Topological entropy of a network as a map: an interval that is proved to hold it, beside the bounds of theory.")
{
    private const int Abscissae = 1025;
    private const int CobwebSteps = 40;

    private static readonly EntropyOptions Standard = new();

    private readonly Option<string?> interval = new("--interval")
    {
        HelpName = "a,b",
        Description = "One input: the interval whose orbits matter; the smallest invariant interval around it is found.",
    };

    private readonly Option<string?> box = BoxOption.Create(required: false);

    private readonly Option<double> tolerance = new("--tolerance")
    {
        HelpName = "E",
        Description = "Refine until upper − lower is at most this.",
        DefaultValueFactory = _ => Standard.Tolerance,
    };

    private readonly Option<int> nodes = CountOption.Create("--nodes", "N", "Keep at most this many nodes of the tower.", Standard.MaxNodes);
    private readonly Option<int> periods = CountOption.Create("--periods", "P", "Look for periods up to this one.", Standard.Periods);
    private readonly Option<int> iterates = CountOption.Create("--iterates", "N", "Count the laps of iterates up to this one.", Standard.Iterates);
    private readonly Option<double?> budget = BudgetOption.Create();
    private readonly Option<string?> picture = PictureOption.Create("Draw the map with the intervals of its tower into this file.");
    private readonly Option<string?> growth = new("--growth") { HelpName = "FILE.svg", Description = "Draw the growth of laps beside the bounds into this file." };
    private readonly Option<string?> cobweb = new("--cobweb") { HelpName = "FILE.svg", Description = "Draw the map with an orbit as a cobweb into this file." };

    protected override void DeclareOptions(Command command)
    {
        command.Add(interval);
        command.Add(box);
        command.Add(tolerance);
        command.Add(nodes);
        command.Add(periods);
        command.Add(iterates);
        command.Add(budget);
        command.Add(picture);
        command.Add(growth);
        command.Add(cobweb);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        Network network = question.Network;
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"{question.Path}: maps {network.Inputs} to {network.Outputs} numbers, expected as many outputs as inputs for entropy");
        }

        return network.Inputs == 1 ? OfInterval(question) : InHigherDimension(question);
    }

    private Answer OfInterval(ModelQuestion question)
    {
        ParseResult parsed = question.Parsed;
        Box asked = (parsed.GetValue(interval), parsed.GetValue(box)) switch
        {
            ({ } text, null) => Ends(text),
            (null, { } text) => BoxOption.Parse(text, question),
            _ => throw new InvalidInputException($"entropy: {question.Path} has one input, expected --interval a,b"),
        };
        EntropyResult entropy = question.Network.TopologicalEntropy((asked.Lower[0], asked.Upper[0]), Options(parsed), question.Progress, question.Cancellation);
        Draw(entropy, question);
        return new Answer(new EntropyJson(entropy, entropy.RepresentationBounds()), console => EntropyTable.Show(console, entropy), question.Cancellation.IsCancellationRequested);
    }

    private Answer InHigherDimension(ModelQuestion question)
    {
        string text = question.Parsed.GetValue(box)
            ?? throw new InvalidInputException($"entropy: {question.Path} has {question.Network.Inputs} inputs, expected --box");
        foreach (Option<string?> drawing in new[] { picture, growth, cobweb })
        {
            if (question.Parsed.GetValue(drawing) is not null)
            {
                throw new InvalidInputException($"{drawing.Name}: {question.Path} has {question.Network.Inputs} inputs, expected 1");
            }
        }

        EntropyBoundsOptions options = BudgetOption.Parse(question.Parsed.GetValue(budget)) is { } limit ? new EntropyBoundsOptions { Budget = limit } : new EntropyBoundsOptions();
        EntropyBoundsResult bounds = question.Network.EntropyBounds(BoxOption.Parse(text, question), options, question.Progress, question.Cancellation);
        return new Answer(new EntropyBoundsJson(bounds), console => EntropyBoundsTable.Show(console, bounds), question.Cancellation.IsCancellationRequested);
    }

    private EntropyOptions Options(ParseResult parsed) => new()
    {
        Tolerance = parsed.GetValue(tolerance) is > 0 and < 1e3 and double t
            ? t
            : throw new InvalidInputException($"--tolerance {parsed.GetValue(tolerance)}: expected a positive number"),
        MaxNodes = CountOption.Within("--nodes", parsed.GetValue(nodes), 1, 1_000_000),
        Periods = CountOption.Within("--periods", parsed.GetValue(periods), 1, 1000),
        Iterates = CountOption.Within("--iterates", parsed.GetValue(iterates), 1, 1000),
        Budget = BudgetOption.Parse(parsed.GetValue(budget)),
    };

    private static Box Ends(string text)
    {
        double[] ends = NumberList.Parse($"--interval \"{text}\"", text, 2, "ends");
        return ends[0] < ends[1]
            ? new Box([ends[0]], [ends[1]])
            : throw new InvalidInputException($"--interval \"{text}\": the left end is not below the right one");
    }

    private void Draw(EntropyResult entropy, ModelQuestion question)
    {
        (double lower, double upper) = entropy.Invariant;
        double[] x = [.. Enumerable.Range(0, Abscissae).Select(i => lower + ((upper - lower) * i / (Abscissae - 1)))];
        double[] images = question.Network.Evaluate(new Matrix(Abscissae, 1, x)).Values.ToArray();
        if (question.Parsed.GetValue(picture) is { } tower)
        {
            PictureOption.Write(tower, TowerChart.Of(x, images, entropy));
        }

        if (question.Parsed.GetValue(growth) is { } laps)
        {
            PictureOption.Write(laps, LapGrowthChart.Of(entropy));
        }

        if (question.Parsed.GetValue(cobweb) is { } web)
        {
            FixedPointResult points = question.Network.FixedPoints(new Box([lower], [upper]), cancellation: question.Cancellation);
            Orbit orbit = Orbit.From(question.Network, [lower + (0.382 * (upper - lower))], CobwebSteps);
            PictureOption.Write(web, CobwebChart.Of(x, images, points, orbit.States.Values));
        }
    }
}
