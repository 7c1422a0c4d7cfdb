using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>8 doubles in a 512-bit register as <see cref="ILanes{V}"/>.</summary>
internal readonly struct Lanes8(Vector512<double> x) : ILanes<Lanes8>
{
    private readonly Vector512<double> _x = x;

    public static int Count => 8;

    public Vector512<double> Vector => _x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 a, Lanes8 b) => new(a._x + b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a, Lanes8 b) => new(a._x - b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 a, Lanes8 b) => new(a._x * b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 a, Lanes8 b) => new(a._x / b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a) => new(-a._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(double x) => new(Vector512.Create(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ReadOnlySpan<double> source) => new(Vector512.Create(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 x, Span<double> target) => x._x.CopyTo(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Fma(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector512.FusedMultiplyAdd(a._x, b._x, c._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 x) => new(Vector512.Abs(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 CopySign(Lanes8 magnitude, Lanes8 sign) => new(Vector512.CopySign(magnitude._x, sign._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Round(Lanes8 x) => new(Vector512.Round(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PowerOfTwo(Lanes8 k)
    {
        Vector512<long> exponent = Vector512.ShiftLeft((k._x + Vector512.Create(LaneConstants.IntegerShift)).AsInt64(), 52);
        return new((exponent + Vector512.Create(LaneConstants.OneBits)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectLess(Lanes8 a, Lanes8 b, Lanes8 x, Lanes8 y) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a._x, b._x), x._x, y._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectLessOrEqual(Lanes8 a, Lanes8 b, Lanes8 x, Lanes8 y) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a._x, b._x), x._x, y._x));
}
