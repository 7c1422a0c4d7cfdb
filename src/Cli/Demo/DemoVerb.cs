using System.CommandLine;
using Spectre.Console;
using TorchDynInspect.Cli.Demo.Continuous;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Cli.Verbs;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Interchange;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Html;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Training;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo;

/// <summary>
/// <c>tdi demo</c>: the main job on real data. Learns the yearly map of the Hudson Bay series and the vector field that moves it, with inspectors attached, and audits both.
/// </summary>
internal sealed class DemoVerb()
    : Verb("demo", "Train on the Hudson Bay hare and lynx series with inspectors attached: a yearly map and a neural ODE; audit both, write report.html.")
{
    private static readonly OneStepOptions Standard = new();
    private static readonly SeriesFieldOptions StandardField = new();

    private readonly Option<string> folder = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Where report.html, report.json, report.model.json, report.flow.json and the records report.training.jsonl, report.flow.training.jsonl go.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<int> epochs = CountOption.Create("--epochs", "N", "How long to train the yearly map.", Standard.Epochs);
    private readonly Option<int> flowEpochs = CountOption.Create(
        "--flow-epochs", "N", "How long to train the neural ODE; 0 leaves the continuous system out.", StandardField.Epochs);
    private readonly Option<int> seed = CountOption.Create("--seed", "S", "Seed of the weights and of the searches.", Standard.Seed);
    private readonly Option<bool> json = new("--json") { Description = "Print report.json on standard output and nothing else." };

    protected override void Declare(Command command)
    {
        command.Add(folder);
        command.Add(epochs);
        command.Add(flowEpochs);
        command.Add(seed);
        command.Add(json);
    }

    protected override int Run(ParseResult parsed, ToolTerminal terminal, CancellationToken cancellation)
    {
        string target = parsed.GetRequiredValue(folder);
        OneStepOptions options = Standard with
        {
            Epochs = CountOption.Within("--epochs", parsed.GetValue(epochs), 1, 1_000_000),
            Seed = parsed.GetValue(seed),
        };
        SeriesFieldOptions fieldOptions = StandardField with
        {
            Epochs = CountOption.Within("--flow-epochs", parsed.GetValue(flowEpochs), 0, 1_000_000),
            Seed = parsed.GetValue(seed),
        };
        StateSeries series = StateSeries.ReadCsv(Path.Combine(AppContext.BaseDirectory, "data", "hudson-bay.csv"));
        StateSeries logs = series.Logarithms();
        CreateFolder(target);
        TrainingSession map = new(target, "report.training.jsonl", "training the map", terminal);
        OneStepFit fit = map.Learn((recorder, progress) => OneStepMap.Learn(logs, options, [recorder], progress: progress, cancellation: cancellation));
        if (map.Interrupted(fit.Training))
        {
            return ExitCode.Interrupted;
        }

        TrainingSession flow = new(target, "report.flow.training.jsonl", "training the flow", terminal);
        SeriesFieldFit? field = fieldOptions.Epochs == 0
            ? null
            : flow.Learn((recorder, progress) => SeriesField.Learn(logs, fieldOptions, [recorder], progress, cancellation));
        if (field is not null && flow.Interrupted(field.Training))
        {
            return ExitCode.Interrupted;
        }

        SeriesAudit audit = SeriesAudit.Of(series, fit, options.Seed, cancellation);
        ContinuousAudit? continuous = field is null ? null : ContinuousAudit.Of(series, field, audit.Box, options.Seed, cancellation);
        Report report = SeriesReport.Of(audit, options, continuous, fieldOptions);
        if (parsed.GetValue(json))
        {
            terminal.Out.Write(new ReportJson(report).ToJson());
        }
        else
        {
            Show(terminal.ForPeople(), audit, continuous);
        }

        terminal.Out.Flush();
        Write(report, fit, field, target);
        if (!parsed.GetValue(json))
        {
            string[] more = field is null ? [] : ["report.flow.json", "report.flow.training.jsonl"];
            terminal.Out.WriteLine($"written: {string.Join(", ", [Path.Combine(target, "report.html"), "report.json", "report.model.json", "report.training.jsonl", .. more])}");
        }

        return ExitCode.Answered;
    }

    private static void Show(IAnsiConsole console, SeriesAudit audit, ContinuousAudit? continuous)
    {
        SeriesTable.Show(console, audit);
        if (continuous is not null)
        {
            console.Line(string.Empty);
            ContinuousTable.Show(console, continuous);
        }
    }

    private static void CreateFolder(string target)
    {
        try
        {
            Directory.CreateDirectory(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"--out {target}: cannot be created ({e.Message.ReplaceLineEndings(" ")}), expected a folder to write to", e);
        }
    }

    private static void Write(Report report, OneStepFit fit, SeriesFieldFit? field, string target)
    {
        try
        {
            HtmlReport.Write(report, Path.Combine(target, "report.html"));
            JsonReport.Write(report, Path.Combine(target, "report.json"));
            NetworkFile.Write(fit.Network, Path.Combine(target, "report.model.json"));
            if (field is not null)
            {
                NetworkFile.Write(field.Network, Path.Combine(target, "report.flow.json"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"--out {target}: the report cannot be written ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }
}
