using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>An argument of an operator: everything an aten schema can ask for converts to it.</summary>
internal readonly struct Arg
{
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly double Imaginary;
    internal readonly Tag Tag;
    internal readonly int Count;

    private Arg(Tag tag, long bits = 0, double imaginary = 0, object? reference = null, int count = 0)
    {
        Tag = tag;
        Bits = bits;
        Imaginary = imaginary;
        Reference = reference;
        Count = count;
    }

    /// <summary>An optional argument left out.</summary>
    internal static Arg None => new(Tag.None);

    /// <summary>The default of the operator's schema.</summary>
    internal static Arg Default => new(Tag.Default);

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(Tag.Tensor, reference: value);
    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(int value) => new(Tag.Int, value);
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(long? value) => value is { } v ? v : None;
    public static implicit operator Arg(int? value) => value is { } v ? v : None;
    public static implicit operator Arg(double? value) => value is { } v ? v : None;
    public static implicit operator Arg(bool? value) => value is { } v ? v : None;
    public static implicit operator Arg(ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : None;
    public static implicit operator Arg(long[]? value) => value is null ? None : new(Tag.IntList, reference: value, count: value.Length);
    public static implicit operator Arg(double[]? value) => value is null ? None : new(Tag.DoubleList, reference: value, count: value.Length);
    public static implicit operator Arg(bool[]? value) => value is null ? None : new(Tag.BoolList, reference: value, count: value.Length);
    public static implicit operator Arg(Tensor?[]? value) => value is null ? None : new(Tag.TensorList, reference: value, count: value.Length);
    public static implicit operator Arg(string? value) => value is null ? None : new(Tag.String, reference: value);
    public static implicit operator Arg(Generator? value) => value is null ? None : new(Tag.Generator, reference: value);
    public static implicit operator Arg(Device? value) => value is null ? None : new(Tag.Device, (long)value.type, count: value.index);
    public static implicit operator Arg(Scalar? value) => value is null ? None : new(value.Tag, value.Bits, value.Imaginary);

    /// <summary>How many 8-byte words of scratch memory the value takes beside its <see cref="NativeValue"/>.</summary>
    internal int Words => Tag switch
    {
        Tag.IntList or Tag.DoubleList or Tag.TensorList => Count,
        Tag.BoolList => (Count + 7) / 8,
        Tag.String => (System.Text.Encoding.UTF8.GetMaxByteCount(((string)Reference!).Length) + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes the value in native form; lists and text are copied to the scratch memory, so nothing need be pinned.</summary>
    internal unsafe void Write(NativeValue* target, long* scratch)
    {
        target->Tag = Tag;
        target->Count = Count;
        target->Imaginary = Imaginary;
        target->Bits = Bits;
        switch (Tag)
        {
            case Tag.Tensor:
                target->Bits = ((Tensor)Reference!).Handle;
                break;
            case Tag.Generator:
                target->Bits = ((Generator)Reference!).Handle;
                break;
            case Tag.IntList:
                ((long[])Reference!).CopyTo(new Span<long>(scratch, Count));
                target->Bits = (long)scratch;
                break;
            case Tag.DoubleList:
                ((double[])Reference!).CopyTo(new Span<double>(scratch, Count));
                target->Bits = (long)scratch;
                break;
            case Tag.BoolList:
                ((bool[])Reference!).CopyTo(new Span<bool>(scratch, Count));
                target->Bits = (long)scratch;
                break;
            case Tag.TensorList:
                var tensors = (Tensor?[])Reference!;
                for (var i = 0; i < tensors.Length; i++)
                {
                    scratch[i] = tensors[i]?.Handle ?? 0;
                }
                target->Bits = (long)scratch;
                break;
            case Tag.String:
                target->Count = System.Text.Encoding.UTF8.GetBytes((string)Reference!, new Span<byte>(scratch, Words * 8));
                target->Bits = (long)scratch;
                break;
        }
    }
}
