using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>The bytes of a .dat file in order, with the place that a fault names: an entry and a byte offset.</summary>
internal sealed class DatBytes
{
    private readonly Stream stream;
    private readonly string file;
    private readonly long length;
    private long position;

    public DatBytes(Stream stream, string file)
    {
        (this.stream, this.file) = (stream, file);
        if (!stream.CanSeek)
        {
            throw InputFault.In(file, "is not a regular file, expected a TorchSharp state dictionary (.dat) on disk");
        }

        length = stream.Length;
        if (length == 0)
        {
            throw InputFault.In(file, "is empty, expected a TorchSharp state dictionary");
        }
    }

    /// <summary>What is being read, for faults.</summary>
    public string Place { get; set; } = "header";

    public long Remaining => length - position;

    public InvalidInputException Fault(string what) => FaultAt(position, what);

    /// <summary>A fault of what was read already, <paramref name="back"/> bytes ago.</summary>
    public InvalidInputException FaultBefore(int back, string what) => FaultAt(position - back, what);

    /// <summary>An unsigned LEB128 number: seven bits a byte, the lowest first, the top bit set on all but the last.</summary>
    public ulong ReadNumber(string what)
    {
        ulong value = 0;
        Span<byte> next = stackalloc byte[1];
        for (int shift = 0; shift < 63; shift += 7)
        {
            if (Remaining == 0)
            {
                throw Fault($"the file ends within {what}; it is truncated or no TorchSharp state dictionary");
            }

            Fill(next);
            value |= (ulong)(next[0] & 0x7F) << shift;
            if ((next[0] & 0x80) == 0)
            {
                return value;
            }
        }

        throw Fault($"{what} is longer than 9 bytes, expected a LEB128 number below 2^63");
    }

    public void Fill(Span<byte> target)
    {
        int read = InputFile.Read(stream, target, file);
        position += read;
        if (read < target.Length)
        {
            throw Fault("the file ended while it was read, expected it to stay unchanged");
        }
    }

    public void Skip(long bytes)
    {
        stream.Seek(bytes, SeekOrigin.Current);
        position += bytes;
    }

    private InvalidInputException FaultAt(long offset, string what) => InputFault.In(file, $"{Place}, byte {offset}", what);
}
