using System.Buffers.Binary;
using System.Text;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>Writes the .dat format that <see cref="StateDictionary"/> describes.</summary>
internal static class DatWriter
{
    public static void Write(Stream stream, StateDictionary dictionary)
    {
        WriteCount(stream, dictionary.Entries.Length);
        foreach (StateTensor entry in dictionary.Entries)
        {
            if (!entry.IsFloatingPoint)
            {
                throw new InvalidInputException(
                    $"entry {InputFault.Quote(entry.Name)}: has type {entry.DataType}, expected a floating-point type to write");
            }

            byte[] name = Encoding.UTF8.GetBytes(entry.Name);
            WriteCount(stream, name.Length);
            stream.Write(name);
            WriteCount(stream, (int)entry.DataType);
            WriteCount(stream, entry.Shape.Length);
            foreach (int size in entry.Shape)
            {
                WriteCount(stream, size);
            }

            WriteValues(stream, entry.DataType, entry.Values.Span);
        }
    }

    private static void WriteCount(Stream stream, int count)
    {
        uint rest = (uint)count;
        for (; rest >= 0x80; rest >>= 7)
        {
            stream.WriteByte((byte)(rest | 0x80));
        }

        stream.WriteByte((byte)rest);
    }

    private static void WriteValues(Stream stream, StateDataType type, ReadOnlySpan<double> values)
    {
        Span<byte> element = stackalloc byte[8];
        foreach (double value in values)
        {
            int size = type switch
            {
                StateDataType.Float16 => WriteTo(element, (Half)value),
                StateDataType.BFloat16 => WriteUpperHalfTo(element, (float)value),
                StateDataType.Float32 => WriteTo(element, (float)value),
                _ => WriteTo(element, value),
            };
            stream.Write(element[..size]);
        }
    }

    private static int WriteTo(Span<byte> target, Half value)
    {
        BinaryPrimitives.WriteHalfLittleEndian(target, value);
        return 2;
    }

    // bfloat16 is the upper half of a binary32; adding half a unit less the tie's parity rounds to nearest, ties to even.
    private static int WriteUpperHalfTo(Span<byte> target, float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
        return 2;
    }

    private static int WriteTo(Span<byte> target, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(target, value);
        return 4;
    }

    private static int WriteTo(Span<byte> target, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(target, value);
        return 8;
    }
}
