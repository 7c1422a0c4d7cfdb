using System.Buffers.Binary;
using System.Text;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>
/// Reads the .dat format that <see cref="StateDictionary"/> describes. Every count is held against the bytes that are left before memory is
/// asked for.
/// </summary>
internal sealed class DatReader(DatBytes bytes)
{
    /// <summary>More entries than any network this software reads.</summary>
    public const int MostEntries = 1 << 20;

    private const int LongestName = 4096;
    private const int MostDimensions = 64;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public StateDictionary Read()
    {
        // The shortest entry has five bytes: length and letter of its name, type, number of dimensions, and a size or an element.
        ulong count = bytes.ReadNumber("the number of entries");
        if (count > (ulong)bytes.Remaining / 5 || count > MostEntries)
        {
            throw bytes.Fault(
                $"announces {count} entries, but {bytes.Remaining} bytes follow (at most {MostEntries} entries); "
                + "expected a TorchSharp state dictionary");
        }

        List<StateTensor> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (ulong i = 0; i < count; i++)
        {
            bytes.Place = $"entry {i}";
            string name = ReadName();
            bytes.Place = $"entry {InputFault.Quote(name)}";
            if (!names.Add(name))
            {
                throw bytes.Fault("is given twice, expected once");
            }

            entries.Add(ReadTensor(name));
        }

        bytes.Place = "end";
        return bytes.Remaining == 0
            ? new StateDictionary(entries)
            : throw bytes.Fault($"{bytes.Remaining} bytes follow the last of {count} entries, expected the end of the file");
    }

    private string ReadName()
    {
        ulong length = bytes.ReadNumber("the length of a name");
        if (length is 0 or > LongestName || length > (ulong)bytes.Remaining)
        {
            throw bytes.Fault($"a name of {length} bytes with {bytes.Remaining} bytes left, expected 1 to {LongestName}");
        }

        byte[] text = new byte[length];
        bytes.Fill(text);
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (ArgumentException)
        {
            throw bytes.FaultBefore(text.Length, "its name is not UTF-8 text");
        }
    }

    private StateTensor ReadTensor(string name)
    {
        ulong code = bytes.ReadNumber("the element type");
        StateDataType type = (StateDataType)code;
        if (code > 15 || !Enum.IsDefined(type))
        {
            throw bytes.Fault($"has element type {code}, expected {(int)StateDataType.Float32} (float32) or another real type of torch");
        }

        int[] shape = ReadShape();
        int elementBytes = BytesOf(type);
        long elements = ElementsOf(shape, elementBytes);
        if (type is StateDataType.Float16 or StateDataType.BFloat16 or StateDataType.Float32 or StateDataType.Float64)
        {
            return new StateTensor(name, shape, type, ReadValues(type, elementBytes, (int)elements));
        }

        bytes.Skip(elements * elementBytes);
        return StateTensor.WithoutValues(name, shape, type);
    }

    private int[] ReadShape()
    {
        ulong dimensions = bytes.ReadNumber("the number of dimensions");
        if (dimensions > MostDimensions)
        {
            throw bytes.Fault($"has {dimensions} dimensions, expected at most {MostDimensions}");
        }

        int[] shape = new int[dimensions];
        for (int i = 0; i < shape.Length; i++)
        {
            ulong size = bytes.ReadNumber("a size");
            shape[i] = size <= int.MaxValue
                ? (int)size
                : throw bytes.Fault($"has size {size} along dimension {i}, expected at most {int.MaxValue}");
        }

        return shape;
    }

    private long ElementsOf(int[] shape, int elementBytes)
    {
        // Products are compared before they are formed: the bytes left bound every partial product.
        long most = Math.Min(bytes.Remaining / elementBytes, Array.MaxLength);
        long elements = shape.Contains(0) ? 0 : 1;
        foreach (int size in shape)
        {
            if (elements > 0 && size > most / elements)
            {
                throw bytes.Fault(
                    $"has shape {string.Join('×', shape)} of {elementBytes}-byte elements, but {bytes.Remaining} bytes are left; "
                    + "the file is truncated or damaged");
            }

            elements *= size;
        }

        return elements <= most
            ? elements
            : throw bytes.Fault(
                $"needs {elementBytes} bytes for a scalar, but {bytes.Remaining} are left; the file is truncated or damaged");
    }

    private double[] ReadValues(StateDataType type, int elementBytes, int count)
    {
        double[] values = new double[count];
        byte[] buffer = new byte[Math.Min((long)count * elementBytes, 1 << 16)];
        for (int done = 0; done < count;)
        {
            int now = Math.Min(count - done, buffer.Length / elementBytes);
            Span<byte> chunk = buffer.AsSpan(0, now * elementBytes);
            bytes.Fill(chunk);
            for (int i = 0; i < now; i++)
            {
                values[done + i] = Decode(type, chunk[(i * elementBytes)..]);
            }

            done += now;
        }

        return values;
    }

    private static double Decode(StateDataType type, ReadOnlySpan<byte> element) => type switch
    {
        StateDataType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        StateDataType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
        StateDataType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(element),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(element),
    };

    private static int BytesOf(StateDataType type) => type switch
    {
        StateDataType.UInt8 or StateDataType.Int8 or StateDataType.Bool => 1,
        StateDataType.Int16 or StateDataType.Float16 or StateDataType.BFloat16 => 2,
        StateDataType.Int32 or StateDataType.Float32 => 4,
        _ => 8,
    };
}
