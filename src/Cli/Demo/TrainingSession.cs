using TorchDynInspect.Training;

namespace TorchDynInspect.Cli.Demo;

/// <summary>One training of the demo: where its records go, and what a person sees of it.</summary>
internal sealed class TrainingSession(string folder, string records, string doing, ToolTerminal terminal)
{
    /// <summary>Trains with a recorder and a progress line that live as long.</summary>
    public T Learn<T>(Func<IRecorder, IProgress<TrainingProgress>, T> learn)
    {
        using ProgressLine line = new(terminal, doing);
        using JsonLinesRecorder recorder = new(Path.Combine(folder, records), new JsonLinesOptions { Overwrite = true });
        return learn(recorder, new EpochProgress(line));
    }

    /// <summary>Whether training was cut short, said on standard error.</summary>
    public bool Interrupted(TrainingResult training)
    {
        if (training.Stopped != StopReason.Cancelled)
        {
            return false;
        }

        terminal.Error.WriteLine($"tdi: interrupted after epoch {training.Epochs.Length}; what was recorded is in {Path.Combine(folder, records)}");
        return true;
    }

    private sealed class EpochProgress(ProgressLine line) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => line.Report((double)value.Last.Epoch / value.Epochs);
    }
}
