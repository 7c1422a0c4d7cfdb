using static TorchSharp.torch;

namespace TorchSharp.Serialization;

/// <summary>The numbers, names and tensors of TorchSharp's <c>.dat</c> files; <see cref="nn.Module.save_state_dict"/> states the format.</summary>
internal static class DatFormat
{
    private const int LongestNumber = 10;
    private const int MostDimensions = 64;

    internal static void WriteNumber(BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (var rest = (ulong)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                writer.Write((byte)rest);
                return;
            }
            writer.Write((byte)(rest | 0x80));
        }
    }

    internal static long ReadNumber(BinaryReader reader, string what)
    {
        ulong value = 0;
        for (var i = 0; i < LongestNumber; i++)
        {
            var read = ReadByte(reader, what);
            if (i == LongestNumber - 1 && read > 1)
                break;
            value |= (ulong)(read & 0x7f) << (7 * i);
            if (read < 0x80)
            {
                if (value > long.MaxValue)
                    break;
                return (long)value;
            }
        }
        throw new InvalidDataException($"Not a .dat file: the {what} is no number of at most 63 bits.");
    }

    /// <summary>A number of things that each take at least one more byte, so that a wrong file does not ask for their memory.</summary>
    internal static long ReadCount(BinaryReader reader, string what)
    {
        var count = ReadNumber(reader, what);
        if (reader.BaseStream.CanSeek && count > reader.BaseStream.Length - reader.BaseStream.Position)
            throw new InvalidDataException($"Not a .dat file, or truncated: the {what} is {count}, more than the bytes that follow.");
        return count;
    }

    internal static string ReadName(BinaryReader reader, long entry)
    {
        try
        {
            return reader.ReadString();
        }
        catch (EndOfStreamException)
        {
            throw new EndOfStreamException($"Truncated .dat file: it ends in the name of entry {entry}.");
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"Not a .dat file: the name of entry {entry} cannot be read.", e);
        }
    }

    internal static void WriteTensor(BinaryWriter writer, Tensor tensor)
    {
        using var values = tensor.detach().cpu().contiguous();
        WriteNumber(writer, (long)values.dtype);
        WriteNumber(writer, values.dim());
        foreach (var length in values.shape)
            WriteNumber(writer, length);
        writer.Write(values.bytes);
    }

    /// <summary>Reads a tensor. With a <paramref name="target"/>, element type and shape must be the target's.</summary>
    internal static Tensor ReadTensor(BinaryReader reader, string name, Tensor? target = null)
    {
        var (type, shape, size) = ReadHeader(reader, name);
        if (target is not null && type != target.dtype)
            throw new ArgumentException($"Mismatched state: '{name}' holds {target.dtype}, the file has {type}.");
        if (target is not null && !shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new ArgumentException(
                $"Mismatched state: '{name}' has the shape [{string.Join(", ", target.shape)}], the file has [{string.Join(", ", shape)}].");
        }
        RequireBytes(reader, name, size);
        var tensor = empty(shape, dtype: type);
        try
        {
            reader.BaseStream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch (EndOfStreamException)
        {
            tensor.Dispose();
            throw Truncated(name, size);
        }
    }

    internal static void SkipTensor(BinaryReader reader, string name)
    {
        var (_, _, size) = ReadHeader(reader, name);
        RequireBytes(reader, name, size);
        if (reader.BaseStream.CanSeek)
        {
            reader.BaseStream.Seek(size, SeekOrigin.Current);
            return;
        }
        var scratch = new byte[Math.Min(size, 1 << 16)];
        try
        {
            for (var left = size; left > 0; left -= Math.Min(left, scratch.Length))
                reader.BaseStream.ReadExactly(scratch, 0, (int)Math.Min(left, scratch.Length));
        }
        catch (EndOfStreamException)
        {
            throw Truncated(name, size);
        }
    }

    private static (ScalarType type, long[] shape, long size) ReadHeader(BinaryReader reader, string name)
    {
        var number = ReadNumber(reader, $"element type of '{name}'");
        var type = (ScalarType)number;
        if (number > sbyte.MaxValue || !Enum.IsDefined(type))
            throw new InvalidDataException($"Not a .dat file: '{name}' has the element type {number}, which does not exist.");
        var dimensions = ReadNumber(reader, $"number of dimensions of '{name}'");
        if (dimensions > MostDimensions)
            throw new InvalidDataException($"Not a .dat file: '{name}' has {dimensions} dimensions, expected at most {MostDimensions}.");
        var shape = new long[dimensions];
        long size = type.ElementSize();
        try
        {
            for (var i = 0; i < shape.Length; i++)
            {
                shape[i] = ReadNumber(reader, $"shape of '{name}'");
                size = checked(size * shape[i]);
            }
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"Not a .dat file: '{name}' has more elements than a number can count.", e);
        }
        return (type, shape, size);
    }

    private static void RequireBytes(BinaryReader reader, string name, long size)
    {
        if (reader.BaseStream.CanSeek && size > reader.BaseStream.Length - reader.BaseStream.Position)
            throw Truncated(name, size);
    }

    private static EndOfStreamException Truncated(string name, long size) =>
        new($"Truncated .dat file: it ends in the {size} bytes of '{name}'.");

    private static byte ReadByte(BinaryReader reader, string what)
    {
        try
        {
            return reader.ReadByte();
        }
        catch (EndOfStreamException)
        {
            throw new EndOfStreamException($"Truncated .dat file: it ends in the {what}.");
        }
    }
}
