namespace TorchSharp;

public static partial class torch
{
    /// <summary>The limits of a type of floating-point numbers.</summary>
    public struct FInfo
    {
        public int bits;
        public double eps;
        public double max;
        public double min;
        public double resolution;
        public double smallest_normal;
        public double tiny;

        internal FInfo(int bits, int fractionBits, int exponentBits, double resolution)
        {
            var bias = (1 << (exponentBits - 1)) - 1;
            this.bits = bits;
            this.resolution = resolution;
            eps = Math.ScaleB(1, -fractionBits);
            max = Math.ScaleB(2 - eps, bias);
            min = -max;
            tiny = smallest_normal = Math.ScaleB(1, 1 - bias);
        }
    }

    public static FInfo finfo() => finfo(get_default_dtype());

    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => new FInfo(16, 10, 5, 1e-3),
        ScalarType.BFloat16 => new FInfo(16, 7, 8, 1e-2),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => new FInfo(32, 23, 8, 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => new FInfo(64, 52, 11, 1e-15),
        _ => throw new ArgumentException($"{dtype} is not a type of floating-point numbers"),
    };

    public static long max_int_value(ScalarType type) => type switch
    {
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => throw new ArgumentException($"{type} is not a type of integers"),
    };
}
