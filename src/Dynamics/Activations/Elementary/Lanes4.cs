using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>4 doubles in a 256-bit register as <see cref="ILanes{V}"/>.</summary>
internal readonly struct Lanes4(Vector256<double> x) : ILanes<Lanes4>
{
    private readonly Vector256<double> _x = x;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._x + b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._x - b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._x * b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a._x / b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a) => new(-a._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(double x) => new(Vector256.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ReadOnlySpan<double> source) => new(Vector256.Create(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 x, Span<double> target) => x._x.CopyTo(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Fma(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector256.FusedMultiplyAdd(a._x, b._x, c._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 x) => new(Vector256.Abs(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 CopySign(Lanes4 magnitude, Lanes4 sign) => new(Vector256.CopySign(magnitude._x, sign._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Round(Lanes4 x) => new(Vector256.Round(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 k)
    {
        Vector256<long> exponent = Vector256.ShiftLeft((k._x + Vector256.Create(LaneConstants.IntegerShift)).AsInt64(), 52);
        return new((exponent + Vector256.Create(LaneConstants.OneBits)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectLess(Lanes4 a, Lanes4 b, Lanes4 x, Lanes4 y) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a._x, b._x), x._x, y._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SelectLessOrEqual(Lanes4 a, Lanes4 b, Lanes4 x, Lanes4 y) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a._x, b._x), x._x, y._x));
}
