using System.Runtime.CompilerServices;

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

    public static Lane SelectLess(Lane a, Lane b, Lane x, Lane y) => a._x < b._x ? x : y;

    public static Lane SelectLessOrEqual(Lane a, Lane b, Lane x, Lane y) => a._x <= b._x ? x : y;
}
