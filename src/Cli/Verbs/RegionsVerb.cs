using System.CommandLine;
using System.Diagnostics;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi regions MODEL --box B</c>: linear regions, counted, proved, drawn.</summary>
internal sealed class RegionsVerb() : ModelVerb("regions", "Linear regions of a piecewise-linear network in a box: how many, with a proof, suprema over them, a picture.")
{
    private readonly Option<string?> box = BoxOption.Create(required: true);
    private readonly Option<string[]> halfspaces = HalfspaceOption.Create();
    private readonly Option<string?> slice = SliceOption.Create();
    private readonly Option<string> evidence = EvidenceOption.Create("certified: prove the count (and the suprema) in exact rationals.");

    private readonly Option<bool> suprema = new("--suprema")
    {
        Description = "Also take the largest ‖A‖₂, ‖A‖∞ and spectral radius of f(x) = A x + b over the regions.",
    };

    private readonly Option<string?> picture = PictureOption.Create("Draw the regions of a plane (two inputs, or --slice) into this file.");

    private readonly Option<string> colour = new("--colour")
    {
        HelpName = "norm|radius|determinant",
        Description = "What colours the picture: ‖A‖₂, the spectral radius, or the sign of det A.",
        DefaultValueFactory = _ => "norm",
    };

    private readonly Option<double?> budget = BudgetOption.Create();

    protected override void DeclareOptions(Command command)
    {
        command.Add(box);
        command.Add(halfspaces);
        command.Add(slice);
        command.Add(evidence);
        command.Add(suprema);
        command.Add(picture);
        command.Add(colour);
        command.Add(budget);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        ParseResult parsed = question.Parsed;
        CellMeasure measure = MeasureOf(parsed.GetRequiredValue(colour), question);
        InputSlice? plane = SliceOption.Parse(parsed.GetValue(slice), question.Network.Inputs);
        Network network = plane?.Restrict(question.Network) ?? question.Network;
        RequireCells(question);
        CellDomain domain = new(
            Box(parsed.GetRequiredValue(box)!, plane, question), HalfspaceOption.Parse(parsed.GetValue(halfspaces), network.Inputs));
        string? file = parsed.GetValue(picture);
        if (file is not null && network.Inputs != 2)
        {
            throw new InvalidInputException($"--picture: {question.Path} has {network.Inputs} inputs, expected 2, or a plane by --slice");
        }

        TimeSpan? limit = BudgetOption.Parse(parsed.GetValue(budget));
        EvidenceLevel level = EvidenceOption.Parse(parsed.GetValue(evidence));
        Stopwatch clock = Stopwatch.StartNew();
        RegionCount count = network.CountRegions(
            domain, new CellWalkOptions { Evidence = level, Budget = limit }, question.Progress, question.Cancellation);
        SupremaResult? largest = parsed.GetValue(suprema)
            ? question.Network.Suprema(domain, new SupremaOptions { Evidence = level, Budget = Rest(), Slice = plane }, null, question.Cancellation)
            : null;
        PlanarPartition? partition = file is null
            ? null
            : question.Network.Partition(domain, measure, plane, new CellWalkOptions { Budget = Rest() }, null, question.Cancellation);
        if (partition is not null)
        {
            Draw(file!, partition, question, plane);
        }

        return new Answer(
            new RegionsJson(count, domain, plane, largest),
            console => RegionsTable.Show(console, count, domain, largest, file, partition),
            question.Cancellation.IsCancellationRequested);

        TimeSpan? Rest() => limit is { } whole ? (whole > clock.Elapsed ? whole - clock.Elapsed : TimeSpan.Zero) : null;
    }

    private static void RequireCells(ModelQuestion question)
    {
        try
        {
            question.Network.RequirePiecewiseLinear();
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"{question.Path}: {e.Message}", e);
        }
    }

    private static Box Box(string text, InputSlice? plane, ModelQuestion question)
    {
        if (plane is null)
        {
            return BoxOption.Parse(text, question);
        }

        try
        {
            return Dynamics.Boxes.Box.Parse(text, 2);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"--box \"{text}\": {e.Message} (the slice has 2 parameters)", e);
        }
    }

    private static CellMeasure MeasureOf(string text, ModelQuestion question)
    {
        CellMeasure measure = text switch
        {
            "norm" => CellMeasure.Norm2,
            "radius" => CellMeasure.SpectralRadius,
            "determinant" => CellMeasure.DeterminantSign,
            _ => throw new InvalidInputException($"--colour \"{text}\": unknown, expected norm, radius or determinant"),
        };
        return measure == CellMeasure.Norm2 || question.Network.IsSelfMap
            ? measure
            : throw new InvalidInputException(
                $"--colour {text}: {question.Path} maps {question.Network.Inputs} to {question.Network.Outputs} numbers, expected as many outputs as inputs");
    }

    private static void Draw(string file, PlanarPartition partition, ModelQuestion question, InputSlice? plane)
    {
        PlaneOptions labels = plane is null ? new PlaneOptions() : new PlaneOptions { XLabel = "t₁", YLabel = "t₂" };
        PictureOption.Write(file, PartitionChart.Of(partition, question.Network.IsSelfMap, labels));
    }
}
