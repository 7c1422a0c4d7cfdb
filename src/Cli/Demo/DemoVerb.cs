using System.CommandLine;
using TorchDynInspect.Cli.Verbs;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Interchange;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Html;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Training;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo;

/// <summary><c>tdi demo</c>: the main job on real data. Learns the yearly map of the Hudson Bay series with inspectors attached, and audits it.</summary>
internal sealed class DemoVerb()
    : Verb("demo", "Train on the Hudson Bay hare and lynx series with inspectors attached, audit the learned map, write report.html.")
{
    private static readonly OneStepOptions Standard = new();

    private readonly Option<string> folder = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Where report.html, report.json, report.model.json and report.training.jsonl go.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<int> epochs = CountOption.Create("--epochs", "N", "How long to train.", Standard.Epochs);
    private readonly Option<int> seed = CountOption.Create("--seed", "S", "Seed of the weights and of the searches.", Standard.Seed);
    private readonly Option<bool> json = new("--json") { Description = "Print report.json on standard output and nothing else." };

    protected override void Declare(Command command)
    {
        command.Add(folder);
        command.Add(epochs);
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
        StateSeries series = StateSeries.ReadCsv(Path.Combine(AppContext.BaseDirectory, "data", "hudson-bay.csv"));
        OneStepFit fit = Learn(series.Logarithms(), options, target, terminal, cancellation);
        if (fit.Training.Stopped == StopReason.Cancelled)
        {
            string records = Path.Combine(target, "report.training.jsonl");
            terminal.Error.WriteLine($"tdi: interrupted after epoch {fit.Training.Epochs.Length}; what was recorded is in {records}");
            return ExitCode.Interrupted;
        }

        SeriesAudit audit = SeriesAudit.Of(series, fit, options.Seed, cancellation);
        Report report = SeriesReport.Of(audit, options);
        if (parsed.GetValue(json))
        {
            terminal.Out.Write(new ReportJson(report).ToJson());
        }
        else
        {
            SeriesTable.Show(terminal.ForPeople(), audit);
        }

        terminal.Out.Flush();
        Write(report, fit, target);
        if (!parsed.GetValue(json))
        {
            terminal.Out.WriteLine($"written: {Path.Combine(target, "report.html")}, report.json, report.model.json, report.training.jsonl");
        }

        return ExitCode.Answered;
    }

    private static OneStepFit Learn(StateSeries logs, OneStepOptions options, string target, ToolTerminal terminal, CancellationToken cancellation)
    {
        CreateFolder(target);
        using ProgressLine line = new(terminal, "training");
        using JsonLinesRecorder recorder = new(Path.Combine(target, "report.training.jsonl"), new JsonLinesOptions { Overwrite = true });
        return OneStepMap.Learn(logs, options, [recorder], progress: new EpochProgress(line), cancellation: cancellation);
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

    private static void Write(Report report, OneStepFit fit, string target)
    {
        try
        {
            HtmlReport.Write(report, Path.Combine(target, "report.html"));
            JsonReport.Write(report, Path.Combine(target, "report.json"));
            NetworkFile.Write(fit.Network, Path.Combine(target, "report.model.json"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"--out {target}: the report cannot be written ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }

    private sealed class EpochProgress(ProgressLine line) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => line.Report((double)value.Last.Epoch / value.Epochs);
    }
}
