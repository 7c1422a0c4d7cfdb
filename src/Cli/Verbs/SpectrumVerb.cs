using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi spectrum MODEL --at x</c> or <c>--box B --samples N</c>: the spectrum of Df.</summary>
internal sealed class SpectrumVerb()
    : ModelVerb("spectrum", "Eigenvalues, singular values and norms of the Jacobian Df at a point or over a box.")
{
    private const int Batch = 1024;
    private readonly Option<string?> at = PointOption.Create(required: false);
    private readonly Option<string?> box = BoxOption.Create(required: false);
    private readonly Option<int> samples = CountOption.Create("--samples", "N", "How many points of the box to look at.", 1024);
    private readonly Option<int> seed = CountOption.Create("--seed", "S", "Seed of these points.", 0);
    private readonly Option<double?> budget = BudgetOption.Create();

    protected override void DeclareOptions(Command command)
    {
        command.Add(at);
        command.Add(box);
        command.Add(samples);
        command.Add(seed);
        command.Add(budget);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        (string? point, string? region) = (question.Parsed.GetValue(at), question.Parsed.GetValue(box));
        return (point, region) switch
        {
            (not null, null) => AtPoint(question, PointOption.Parse(point, question)),
            (null, not null) => OverBox(question, BoxOption.Parse(region, question)),
            _ => throw new InvalidInputException("spectrum: expected either --at x1,x2,… or --box l,u"),
        };
    }

    private static Answer AtPoint(ModelQuestion question, double[] x)
    {
        Spectrum spectrum = Spectrum.Of(question.Network.AffineMap(x, AffineForm.Tangent).A);
        ImmutableArray<FlowSpectrum> flows = [.. FlowInside.AllOf(question.Network).Select(flow => Linearised(flow, x))];
        return new Answer(new SpectrumJson(spectrum, [.. x]) { Flows = flows }, console =>
        {
            SpectrumTable.Show(console, spectrum, x);
            FlowSpectrumTable.Show(console, flows);
        });
    }

    private static FlowSpectrum Linearised(FlowInside inside, double[] x)
    {
        double[] state = inside.StateFor(x);
        Network map = new(state.Length, [inside.Flow]);
        return new FlowSpectrum(
            inside.Index,
            inside.Flow.Time,
            [.. state],
            Spectrum.Of(inside.Flow.Field.AffineMap(state, AffineForm.Tangent).A),
            Spectrum.Of(map.AffineMap(state, AffineForm.Tangent).A));
    }

    private Answer OverBox(ModelQuestion question, Box region)
    {
        int count = CountOption.Within("--samples", question.Parsed.GetValue(samples), 1, 1_000_000);
        int start = question.Parsed.GetValue(seed);
        TimeSpan? limit = BudgetOption.Parse(question.Parsed.GetValue(budget));
        Stopwatch watch = Stopwatch.StartNew();
        BoxSampler sampler = new(region, start);
        ImmutableArray<ImmutableArray<double>>.Builder points = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        ImmutableArray<Spectrum>.Builder spectra = ImmutableArray.CreateBuilder<Spectrum>();
        while (points.Count < count && (points.Count == 0 || (!question.Cancellation.IsCancellationRequested && !(watch.Elapsed > limit))))
        {
            Add(question.Network, sampler.Draw(Math.Min(Batch, count - points.Count)), points, spectra);
            question.Progress.Report((double)points.Count / count);
        }

        SampledSpectraJson result = new(region, start, points.ToImmutable(), spectra.ToImmutable());
        return new Answer(
            result, console => SampledSpectraTable.Show(console, result, count), question.Cancellation.IsCancellationRequested);
    }

    private static void Add(
        Network network, Matrix batch, ImmutableArray<ImmutableArray<double>>.Builder points, ImmutableArray<Spectrum>.Builder spectra)
    {
        SpectrumBatch found = network.AffineMaps(batch, AffineForm.Tangent).Spectra();
        for (int i = 0; i < batch.Rows; i++)
        {
            points.Add([.. batch.Row(i)]);
            spectra.Add(found[i]);
        }
    }
}
