using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number with its type, as libtorch's operators take it. Purely managed: disposing one does nothing.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Tag Tag;
    internal readonly long Bits;
    internal readonly double Imaginary;

    private Scalar(ScalarType type, Tag tag, long bits, double imaginary = 0)
    {
        Type = type;
        Tag = tag;
        Bits = bits;
        Imaginary = imaginary;
    }

    public ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new(ScalarType.Byte, Tag.Int, value);
    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int8, Tag.Int, value);
    public static implicit operator Scalar(short value) => new(ScalarType.Int16, Tag.Int, value);
    public static implicit operator Scalar(int value) => new(ScalarType.Int32, Tag.Int, value);
    public static implicit operator Scalar(long value) => new(ScalarType.Int64, Tag.Int, value);
    public static implicit operator Scalar(Half value) => Real(ScalarType.Float16, (double)value);
    public static implicit operator Scalar(float value) => Real(ScalarType.Float32, value);
    public static implicit operator Scalar(double value) => Real(ScalarType.Float64, value);
    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, Tag.Bool, value ? 1 : 0);
    public static implicit operator Scalar((float, float) value) => Complex(ScalarType.ComplexFloat32, value.Item1, value.Item2);
    public static implicit operator Scalar(Complex value) => Complex(ScalarType.ComplexFloat64, value.Real, value.Imaginary);

    public void Dispose()
    {
    }

    internal static Scalar Real(ScalarType type, double value) => new(type, Tag.Double, BitConverter.DoubleToInt64Bits(value));

    internal double Double => Tag is Tag.Double or Tag.Complex ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long Int64 => Tag is Tag.Double or Tag.Complex ? checked((long)BitConverter.Int64BitsToDouble(Bits)) : Bits;

    private static Scalar Complex(ScalarType type, double real, double imaginary) =>
        new(type, Tag.Complex, BitConverter.DoubleToInt64Bits(real), imaginary);
}
