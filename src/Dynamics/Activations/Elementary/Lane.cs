using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>A single double as <see cref="ILanes{V}"/>.</summary>
internal readonly struct Lane(double x) : ILanes<Lane>
{
    private readonly double _x = x;

    public static int Count => 1;

    public double Value => _x;

    public static Lane operator +(Lane a, Lane b) => new(a._x + b._x);

    public static Lane operator -(Lane a, Lane b) => new(a._x - b._x);

    public static Lane operator *(Lane a, Lane b) => new(a._x * b._x);

    public static Lane operator /(Lane a, Lane b) => new(a._x / b._x);

    public static Lane operator -(Lane a) => new(-a._x);

    public static Lane Broadcast(double x) => new(x);

    public static Lane Load(ReadOnlySpan<double> source) => new(source[0]);

    public static void Store(Lane x, Span<double> target) => target[0] = x._x;

    public static Lane Fma(Lane a, Lane b, Lane c) => new(Math.FusedMultiplyAdd(a._x, b._x, c._x));

    public static Lane Abs(Lane x) => new(Math.Abs(x._x));

    public static Lane CopySign(Lane magnitude, Lane sign) => new(Math.CopySign(magnitude._x, sign._x));

    public static Lane Round(Lane x) => new(Math.Round(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane PowerOfTwo(Lane k) =>
        new(BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(k._x + LaneConstants.IntegerShift) << 52) + LaneConstants.OneBits));

    // Through vector compares, without a branch on the sign of the data.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane SelectLess(Lane a, Lane b, Lane x, Lane y) =>
        Select(Vector128.LessThan(Vector128.CreateScalarUnsafe(a._x), Vector128.CreateScalarUnsafe(b._x)), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane SelectLessOrEqual(Lane a, Lane b, Lane x, Lane y) =>
        Select(Vector128.LessThanOrEqual(Vector128.CreateScalarUnsafe(a._x), Vector128.CreateScalarUnsafe(b._x)), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Select(Vector128<double> mask, Lane x, Lane y) =>
        new(Vector128.ConditionalSelect(mask, Vector128.CreateScalarUnsafe(x._x), Vector128.CreateScalarUnsafe(y._x)).ToScalar());
}
