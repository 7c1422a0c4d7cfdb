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

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(attraction);
        command.Add(graph);
        command.Add(evidence);
        command.Add(budget);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        int steps = CountOption.Within("--attraction", question.Parsed.GetValue(attraction), 0, 100_000);
        int refinement = CountOption.Within("--graph", question.Parsed.GetValue(graph), 0, 1000);
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
            return new Answer(
                new DissipativityJson(result, regions, transitions),
                console => StabilityTable.Show(console, result, regions, transitions),
                question.Cancellation.IsCancellationRequested);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"{question.Path}: {e.Message}", e);
        }
    }
}
