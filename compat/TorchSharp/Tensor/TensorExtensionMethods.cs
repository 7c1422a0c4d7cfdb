using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentException($"{type} is not an element type"),
    };

    public static bool ToBoolean(this Tensor value) => Convert<bool>(value, ScalarType.Bool);
    public static byte ToByte(this Tensor value) => Convert<byte>(value, ScalarType.Byte);
    public static sbyte ToSByte(this Tensor value) => Convert<sbyte>(value, ScalarType.Int8);
    public static short ToInt16(this Tensor value) => Convert<short>(value, ScalarType.Int16);
    public static int ToInt32(this Tensor value) => Convert<int>(value, ScalarType.Int32);
    public static long ToInt64(this Tensor value) => Convert<long>(value, ScalarType.Int64);
    public static Half ToHalf(this Tensor value) => Convert<Half>(value, ScalarType.Float16);
    public static float ToSingle(this Tensor value) => Convert<float>(value, ScalarType.Float32);
    public static double ToDouble(this Tensor value) => Convert<double>(value, ScalarType.Float64);
    public static (float, float) ToComplexFloat32(this Tensor value) =>
        Convert<(float, float)>(value, ScalarType.ComplexFloat32);
    public static Complex ToComplexFloat64(this Tensor value) => Convert<Complex>(value, ScalarType.ComplexFloat64);
    public static (float, float) ToComplex32(this Tensor value) => value.ToComplexFloat32();
    public static Complex ToComplex64(this Tensor value) => value.ToComplexFloat64();

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, length) => product * length);

    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        using var flat = Creation.FromArray(rawArray, null, null, false);
        return flat.reshape(dimensions).requires_grad_(requires_grad);
    }

    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : struct
    {
        using var flat = Creation.FromArray(new[] { scalar }, null, device, false);
        return flat.reshape().requires_grad_(requires_grad);
    }

    private static T Convert<T>(Tensor value, ScalarType type) where T : unmanaged
    {
        if (value.numel() != 1)
        {
            throw new ArgumentException($"only a tensor with one element converts to a number; this one has {value.numel()}");
        }
        if (value.dtype == type)
        {
            return value.Single<T>();
        }
        using var converted = value.to(type).DetachFromDisposeScope();
        return converted.Single<T>();
    }
}
