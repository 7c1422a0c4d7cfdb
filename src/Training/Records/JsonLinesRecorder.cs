using Microsoft.Win32.SafeHandles;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training;

/// <summary>
/// Appends each record to a file as one line of JSON, handed to the operating system in one write before <see cref="Record"/> returns: a
/// killed process loses no finished record (a power failure may). When the disk is full the record waits in memory and is written, in
/// order, as soon as a later write succeeds. <see cref="JsonLinesHistory"/> reads the file back, while it is being written too.
/// </summary>
public sealed class JsonLinesRecorder : IRecorder, IDisposable
{
    private readonly SafeFileHandle file;
    private readonly IDisposable? writerLock;
    private readonly JsonLinesOptions options;
    private readonly LinkedList<byte[]> waiting = new();
    private long end;
    private long waitingBytes;
    private long lost;

    /// <summary>Opens the file and appends to it; a last line that a kill tore off is closed with a line break first.</summary>
    /// <param name="path">The file; its directory must exist.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The directory is missing, the path is a directory, or the file cannot be written or is being
    /// written by another.</exception>
    public JsonLinesRecorder(string path, JsonLinesOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        this.options = options ?? new JsonLinesOptions();
        writerLock = WriterLock.Take(path);
        file = Open(path, FileMode.OpenOrCreate);
        if (this.options.Overwrite)
        {
            RandomAccess.SetLength(file, 0);
        }

        end = RandomAccess.GetLength(file);
        if (end > 0 && !EndsWithLineBreak())
        {
            Enqueue("\n"u8.ToArray());
        }

        Enqueue(RecordJson.Header());
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Lines that wait for the disk to take them again.</summary>
    public int Waiting => waiting.Count;

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk did not take the line; it waits in memory and will be tried again with the next
    /// record.</exception>
    public void Record(InspectionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        ObjectDisposedException.ThrowIf(file.IsClosed, this);
        Enqueue(RecordJson.Write(record));
        Drain();
    }

    /// <summary>Tries once more to write what waits, and closes the file.</summary>
    public void Dispose()
    {
        if (file.IsClosed)
        {
            return;
        }

        try
        {
            Drain();
        }
        catch (IOException)
        {
            // Reported when it first failed, by Record; a Dispose that throws would hide the caller's own exception.
        }

        file.Dispose();
        writerLock?.Dispose();
    }

    private SafeFileHandle Open(string path, FileMode mode)
    {
        try
        {
            return File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (DirectoryNotFoundException e)
        {
            writerLock?.Dispose();
            throw new InvalidInputException($"records file {path}: its directory does not exist, expected an existing directory", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            writerLock?.Dispose();
            throw new InvalidInputException($"records file {path}: cannot be opened for writing ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }

    private bool EndsWithLineBreak()
    {
        Span<byte> last = stackalloc byte[1];
        return RandomAccess.Read(file, last, end - 1) == 1 && last[0] == (byte)'\n';
    }

    private void Enqueue(byte[] line)
    {
        waiting.AddLast(line);
        waitingBytes += line.Length;
        while (waitingBytes > options.MaxWaitingBytes && waiting.Count > 1)
        {
            waitingBytes -= waiting.First!.Value.Length;
            waiting.RemoveFirst();
            lost++;
        }
    }

    // A write that fails half-way leaves a fragment behind the end; the next attempt starts at the same place and writes over it.
    private void Drain()
    {
        if (lost > 0)
        {
            Append(RecordJson.Lost(lost));
            lost = 0;
        }

        while (waiting.First is { } line)
        {
            Append(line.Value);
            waiting.RemoveFirst();
            waitingBytes -= line.Value.Length;
        }

        if (options.FlushToDisk)
        {
            RandomAccess.FlushToDisk(file);
        }
    }

    private void Append(byte[] line)
    {
        RandomAccess.Write(file, line, end);
        end += line.Length;
    }
}
