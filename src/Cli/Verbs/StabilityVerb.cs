using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Attraction;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.TransitionGraphs;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi stability MODEL --box B</c>: Lipschitz constants, absorbing balls, stability of fixed points and their regions of attraction.</summary>
internal sealed class StabilityVerb() : ModelVerb(
    "stability", "Lipschitz constants, absorbing balls and regions of attraction of a piecewise-linear map x ↦ f(x) on a box.")
{
    private readonly Option<string?> box = BoxOption.Create(required: true);
    private readonly Option<int> attraction = CountOption.Create(
        "--attraction", "T", "Follow the region of attraction of each attracting fixed point for T steps.", 0);
    private readonly Option<int> graph = CountOption.Create(
        "--graph", "N", "Build the transition graph on the cells of the N-th iterate; 0 for none.", 0);
    private readonly Option<string> evidence = EvidenceOption.Create(
        "certified: prove the cells, the 1- and ∞-norms and the transition graph in exact rationals.");
    private readonly Option<double?> budget = BudgetOption.Create();
    private readonly Option<string?> picture = PictureOption.Create(
        "Draw the region of attraction in the plane, by steps (with --attraction); of several attracting points each gets its own file, FILE-1.svg, FILE-2.svg …");

    private readonly Option<string?> morse = new("--morse")
    {
        HelpName = "FILE.svg",
        Description = "Draw the Morse graph: the recurrent components of the transition graph and which leads to which (with --graph).",
    };

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(attraction);
        command.Add(graph);
        command.Add(evidence);
        command.Add(budget);
        command.Add(picture);
        command.Add(morse);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        int steps = CountOption.Within("--attraction", question.Parsed.GetValue(attraction), 0, 100_000);
        int refinement = CountOption.Within("--graph", question.Parsed.GetValue(graph), 0, 1000);
        RequirePictures(question, steps, refinement);
        EvidenceLevel level = EvidenceOption.Parse(question.Parsed.GetValue(evidence));
        TimeSpan? limit = BudgetOption.Parse(question.Parsed.GetValue(budget));
        Box region = BoxOption.Parse(question.Parsed.GetRequiredValue(box)!, question);
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan? Left() => limit - watch.Elapsed is { } left ? TimeSpan.FromTicks(Math.Max(1, left.Ticks)) : null;
        try
        {
            DissipativityResult result = question.Network.Dissipativity(
                region, new DissipativityOptions { Evidence = level, Budget = Left() }, question.Progress, question.Cancellation);
            ImmutableArray<RegionOfAttraction?> regions =
            [
                .. result.FixedPoints.Points.Select(point => point.Stability != Stability.Attracting ? null : question.Network.RegionOfAttraction(
                    region, point.X.AsSpan(), new AttractionOptions { MostSteps = steps, Budget = Left() }, question.Progress, question.Cancellation)),
            ];
            TransitionGraph? transitions = refinement == 0 ? null : question.Network.TransitionGraph(
                region, new TransitionGraphOptions { Refinement = refinement, Evidence = level, Budget = Left() }, question.Progress, question.Cancellation);
            Draw(question, result, regions, transitions);
            return new Answer(
                new DissipativityJson(result, regions, transitions),
                console =>
                {
                    StabilityTable.Show(console, result, regions, transitions);
                    if (question.Parsed.GetValue(picture) is { } file && !regions.Any(region => region is not null))
                    {
                        console.Note($"{file} was not drawn: no attracting fixed point was found");
                    }
                },
                question.Cancellation.IsCancellationRequested);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"{question.Path}: {e.Message}", e);
        }
    }

    private void RequirePictures(ModelQuestion question, int steps, int refinement)
    {
        if (question.Parsed.GetValue(picture) is not null && (question.Network.Inputs != 2 || steps == 0))
        {
            throw new InvalidInputException(question.Network.Inputs != 2
                ? $"--picture: {question.Path} has {question.Network.Inputs} inputs, expected 2"
                : "--picture: draws regions of attraction, expected --attraction T with T of at least 1");
        }

        if (question.Parsed.GetValue(morse) is not null && refinement == 0)
        {
            throw new InvalidInputException("--morse: draws the transition graph, expected --graph N with N of at least 1");
        }
    }

    private void Draw(ModelQuestion question, DissipativityResult result, ImmutableArray<RegionOfAttraction?> regions, TransitionGraph? transitions)
    {
        if (question.Parsed.GetValue(morse) is { } graphFile && transitions is not null)
        {
            PictureOption.Write(graphFile, MorseGraphChart.Of(transitions.Morse, transitions.Evidence));
        }

        if (question.Parsed.GetValue(picture) is not { } file)
        {
            return;
        }

        RegionOfAttraction[] drawn = [.. regions.OfType<RegionOfAttraction>()];
        for (int i = 0; i < drawn.Length; i++)
        {
            string name = drawn.Length == 1 ? file : $"{Path.ChangeExtension(file, null)}-{i + 1}{Path.GetExtension(file)}";
            PictureOption.Write(name, AttractionChart.Of(drawn[i], new PlaneOptions { FixedPoints = result.FixedPoints.Points }));
        }
    }
}
