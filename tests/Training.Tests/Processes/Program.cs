using System.Globalization;
using System.Security.Cryptography;

namespace TorchDynInspect.Training.Tests.Processes;

/// <summary>A training run as a process: trains with checkpoints and records in a directory, goes on where a former one was stopped, prints
/// what it came to.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is not ["train", string directory, string epochs])
        {
            return 2;
        }

        using CancellationTokenSource source = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            source.Cancel();
        };
        using TinyProblem problem = new();
        using JsonLinesRecorder recorder = new(Path.Combine(directory, "records.jsonl"));
        InspectionCallback inspection = new(new MonitorOptions
        {
            Inspections = [new ScheduledInspection(new LossAndGradientNorms(), Schedule.EveryEpochs(1), double.PositiveInfinity)],
            Recorders = [recorder],
        });
        TrainingResult result = problem.Fit(
            Options(int.Parse(epochs, CultureInfo.InvariantCulture)).With(inspection) with
            {
                Checkpoint = new CheckpointOptions(Path.Combine(directory, "checkpoint")) { Resume = true },
            },
            source.Token);
        Console.WriteLine($"{result.Stopped} {Fingerprint(problem)}");
        return 0;
    }

    public static TrainerOptions Options(int epochs) => new() { Epochs = epochs, BatchSize = 8, ValidationFraction = 0.2 };

    public static string Fingerprint(TinyProblem problem) => Convert.ToHexString(SHA256.HashData(problem.Bits()));
}
