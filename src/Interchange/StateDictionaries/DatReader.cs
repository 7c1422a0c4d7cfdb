using System.Buffers.Binary;
using System.Text;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>
/// Reads the .dat format that <see cref="StateDictionary"/> describes. Every count is held against the bytes that are left before memory is asked for.
/// </summary>
internal sealed class DatReader
{
    /// <summary>More entries than any network this software reads.</summary>
    public const int MostEntries = 1 << 20;

    private const int LongestName = 4096;
    private const int MostDimensions = 64;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream stream;
    private readonly string file;
    private readonly long length;
    private long position;
    private string place = "header";

    public DatReader(Stream stream, string file)
    {
        (this.stream, this.file) = (stream, file);
        if (!stream.CanSeek)
        {
            throw InputFault.In(file, "is not a regular file, expected a TorchSharp state dictionary (.dat) on disk");
        }

        length = stream.Length;
    }

    public StateDictionary Read()
    {
        if (length == 0)
        {
            throw InputFault.In(file, "is empty, expected a TorchSharp state dictionary");
        }

        // The shortest entry has five bytes: length and letter of its name, type, number of dimensions, and a size or an element.
        ulong count = ReadLeb128("the number of entries");
        if (count > (ulong)Remaining / 5 || count > MostEntries)
        {
            throw Fault($"announces {count} entries, but {Remaining} bytes follow (at most {MostEntries} entries); expected a TorchSharp state dictionary");
        }

        List<StateTensor> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (ulong i = 0; i < count; i++)
        {
            place = $"entry {i}";
            string name = ReadName();
            place = $"entry {InputFault.Quote(name)}";
            if (!names.Add(name))
            {
                throw Fault("is given twice, expected once");
            }

            entries.Add(ReadTensor(name));
        }

        place = "end";
        return Remaining == 0
            ? new StateDictionary(entries)
            : throw Fault($"{Remaining} bytes follow the last of {count} entries, expected the end of the file");
    }

    private long Remaining => length - position;

    private InvalidInputException Fault(string what) => InputFault.In(file, $"{place}, byte {position}", what);

    private string ReadName()
    {
        ulong bytes = ReadLeb128("the length of a name");
        if (bytes is 0 or > LongestName || bytes > (ulong)Remaining)
        {
            throw Fault($"a name of {bytes} bytes with {Remaining} bytes left, expected 1 to {LongestName}");
        }

        byte[] text = new byte[bytes];
        Fill(text);
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (ArgumentException e)
        {
            throw InputFault.In(file, $"{place}, byte {position - text.Length}: its name is not UTF-8 text", e);
        }
    }

    private StateTensor ReadTensor(string name)
    {
        ulong code = ReadLeb128("the element type");
        StateDataType type = (StateDataType)code;
        if (code > 15 || !Enum.IsDefined(type))
        {
            throw Fault($"has element type {code}, expected {(int)StateDataType.Float32} (float32) or another real type of torch");
        }

        int[] shape = ReadShape();
        int elementBytes = BytesOf(type);
        long elements = ElementsOf(shape, elementBytes);
        if (type is StateDataType.Float16 or StateDataType.BFloat16 or StateDataType.Float32 or StateDataType.Float64)
        {
            return new StateTensor(name, shape, type, ReadValues(type, elementBytes, (int)elements));
        }

        Skip(elements * elementBytes);
        return StateTensor.WithoutValues(name, shape, type);
    }

    private int[] ReadShape()
    {
        ulong dimensions = ReadLeb128("the number of dimensions");
        if (dimensions > MostDimensions)
        {
            throw Fault($"has {dimensions} dimensions, expected at most {MostDimensions}");
        }

        int[] shape = new int[dimensions];
        for (int i = 0; i < shape.Length; i++)
        {
            ulong size = ReadLeb128("a size");
            shape[i] = size <= int.MaxValue ? (int)size : throw Fault($"has size {size} along dimension {i}, expected at most {int.MaxValue}");
        }

        return shape;
    }

    private long ElementsOf(int[] shape, int elementBytes)
    {
        // Products are compared before they are formed: the bytes left bound every partial product.
        long most = Math.Min(Remaining / elementBytes, Array.MaxLength);
        long elements = shape.Contains(0) ? 0 : 1;
        foreach (int size in shape)
        {
            if (elements > 0 && size > most / elements)
            {
                throw Fault($"has shape {string.Join('×', shape)} of {elementBytes}-byte elements, but {Remaining} bytes are left; the file is truncated or damaged");
            }

            elements *= size;
        }

        return elements <= most
            ? elements
            : throw Fault($"needs {elementBytes} bytes for a scalar, but {Remaining} are left; the file is truncated or damaged");
    }

    private double[] ReadValues(StateDataType type, int elementBytes, int count)
    {
        double[] values = new double[count];
        byte[] chunk = new byte[Math.Min((long)count * elementBytes, 1 << 16)];
        for (int done = 0; done < count;)
        {
            int now = Math.Min(count - done, chunk.Length / elementBytes);
            Span<byte> bytes = chunk.AsSpan(0, now * elementBytes);
            Fill(bytes);
            for (int i = 0; i < now; i++)
            {
                values[done + i] = Decode(type, bytes[(i * elementBytes)..]);
            }

            done += now;
        }

        return values;
    }

    private static double Decode(StateDataType type, ReadOnlySpan<byte> bytes) => type switch
    {
        StateDataType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        StateDataType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        StateDataType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    private static int BytesOf(StateDataType type) => type switch
    {
        StateDataType.UInt8 or StateDataType.Int8 or StateDataType.Bool => 1,
        StateDataType.Int16 or StateDataType.Float16 or StateDataType.BFloat16 => 2,
        StateDataType.Int32 or StateDataType.Float32 => 4,
        _ => 8,
    };

    private ulong ReadLeb128(string what)
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

    private void Fill(Span<byte> target)
    {
        int read = InputFile.Read(stream, target, file);
        position += read;
        if (read < target.Length)
        {
            throw Fault("the file ended while it was read, expected it to stay unchanged");
        }
    }

    private void Skip(long bytes)
    {
        stream.Seek(bytes, SeekOrigin.Current);
        position += bytes;
    }
}
