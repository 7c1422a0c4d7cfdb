namespace TorchDynInspect.Training;

/// <summary>How <see cref="JsonLinesRecorder"/> writes.</summary>
public sealed record JsonLinesOptions
{
    /// <summary>Empty an existing file instead of appending to it. Default false.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Wait after every record until the device has it, against power failures; costs milliseconds a record. Default
    /// false.</summary>
    public bool FlushToDisk { get; init; }

    /// <summary>How much may wait in memory while the disk is full. Beyond it the oldest lines are dropped and counted in the file. Default
    /// 16 MiB.</summary>
    public long MaxWaitingBytes { get; init; } = 16 << 20;
}
