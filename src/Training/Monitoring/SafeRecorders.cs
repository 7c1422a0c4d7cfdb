namespace TorchDynInspect.Training;

/// <summary>
/// Hands each record to the history and to every recorder, in the manner of Serilog's safe aggregate sink: one recorder's fault reaches
/// neither the others nor the training loop. A fault is put on record in memory and warned of once an outage; the recorder is tried again
/// with every record.
/// </summary>
internal sealed class SafeRecorders(History history, IReadOnlyList<IRecorder> recorders, Action<string> warn, bool strict)
{
    private readonly bool[] failing = new bool[recorders.Count];

    public void Record(InspectionRecord record)
    {
        history.Record(record);
        for (int i = 0; i < failing.Length; i++)
        {
            try
            {
                recorders[i].Record(record);
                failing[i] = false;
            }
            catch (Exception e)
            {
                Report(i, record, e);
                if (strict)
                {
                    throw;
                }
            }
        }
    }

    private void Report(int index, InspectionRecord record, Exception exception)
    {
        if (failing[index])
        {
            return;
        }

        failing[index] = true;
        IRecorder recorder = recorders[index];
        string name = $"recorder {(recorder as JsonLinesRecorder)?.Path ?? recorder.GetType().Name}";
        string message = exception.Message.ReplaceLineEndings(" ");
        history.Record(new InspectionRecord
        {
            Epoch = record.Epoch,
            Step = record.Step,
            WallTime = record.WallTime,
            Inspector = name,
            Outcome = InspectionOutcome.Faulted,
            Fault = InspectionFault.Of(exception),
        });
        Warning.Give(warn, $"{name}: {message}; training goes on, the recorder is tried again with every record");
    }
}
