using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training;

/// <summary>The records of a file that <see cref="JsonLinesRecorder"/> wrote, or is still writing.</summary>
/// <param name="Records">Every complete record, in the order of the file; several runs may have appended to it.</param>
/// <param name="Runs">How many recorders have opened the file.</param>
/// <param name="TornLines">Lines that a kill cut off, one a kill at most; nothing else is tolerated.</param>
/// <param name="LostLines">Records that were dropped because the disk stayed full for longer than memory lasted.</param>
public sealed record JsonLinesHistory(ImmutableArray<InspectionRecord> Records, int Runs, int TornLines, long LostLines)
{
    /// <summary>Reads a file of records. A line torn off by a kill is counted and left out; any other fault is an error.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, or a line is not a record; the message names the line.</exception>
    public static JsonLinesHistory Read(string path)
    {
        byte[] content = ReadShared(path);
        var records = ImmutableArray.CreateBuilder<InspectionRecord>();
        (int runs, int torn, long lost, int number) = (0, 0, 0, 0);
        for (int start = 0; start < content.Length;)
        {
            number++;
            int length = content.AsSpan(start).IndexOf((byte)'\n');
            bool complete = length >= 0;
            ReadOnlyMemory<byte> line = content.AsMemory(start, complete ? length : content.Length - start);
            start += line.Length + 1;
            if (!complete || IsTorn(line, content, start))
            {
                torn++;
                continue;
            }

            try
            {
                if (RecordJson.Read(line) is { } record)
                {
                    records.Add(record);
                    continue;
                }

                using JsonDocument other = JsonDocument.Parse(line);
                runs += other.RootElement.TryGetProperty("format", out _) ? 1 : 0;
                lost += other.RootElement.TryGetProperty("lost", out JsonElement count) ? count.GetInt64() : 0;
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                string reason = e.Message.ReplaceLineEndings(" ");
                throw new InvalidInputException($"records file {path}: line {number} is not a record ({reason})", e);
            }
        }

        return new JsonLinesHistory(records.ToImmutable(), runs, torn, lost);
    }

    // A later recorder closes the fragment with a line break and starts with its header: a torn line is one that does not parse and a
    // header follows.
    private static bool IsTorn(ReadOnlyMemory<byte> line, byte[] content, int next)
    {
        if (next >= content.Length || !content.AsSpan(next).StartsWith("{\"format\""u8))
        {
            return false;
        }

        try
        {
            using JsonDocument whole = JsonDocument.Parse(line);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static byte[] ReadShared(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"records file {path}: cannot be read ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }
}
