using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>Runs an <see cref="ILaneFunction"/> over a number or a span, in the widest registers of the machine.</summary>
internal static class LaneLoop
{
    public static double Value<F>(F f, double z)
        where F : struct, ILaneFunction => f.Value(new Lane(z)).Value;

    public static double Derivative<F>(F f, double z)
        where F : struct, ILaneFunction
    {
        f.ValueAndDerivative(new Lane(z), out _, out Lane derivative);
        return derivative.Value;
    }

    public static double Secant<F>(F f, double z)
        where F : struct, ILaneFunction
    {
        f.ValueAndSecant(new Lane(z), out _, out Lane secant);
        return secant.Value;
    }

    public static void Values<F>(F f, ReadOnlySpan<double> z, Span<double> value)
        where F : struct, ILaneFunction
    {
        Preconditions.RequireLength(value.Length, z.Length, "values");
        if (Vector512.IsHardwareAccelerated)
        {
            Values<F, Lanes8>(f, z, value);
        }
        else
        {
            Values<F, Lanes4>(f, z, value);
        }
    }

    public static void ValuesAndDerivatives<F>(F f, ReadOnlySpan<double> z, Span<double> value, Span<double> derivative)
        where F : struct, ILaneFunction
    {
        Preconditions.RequireLength(value.Length, z.Length, "values");
        Preconditions.RequireLength(derivative.Length, z.Length, "derivatives");
        if (Vector512.IsHardwareAccelerated)
        {
            Pairs<WithDerivative<F>, Lanes8>(new(f), z, value, derivative);
        }
        else
        {
            Pairs<WithDerivative<F>, Lanes4>(new(f), z, value, derivative);
        }
    }

    public static void ValuesAndSecants<F>(F f, ReadOnlySpan<double> z, Span<double> value, Span<double> secant)
        where F : struct, ILaneFunction
    {
        Preconditions.RequireLength(value.Length, z.Length, "values");
        Preconditions.RequireLength(secant.Length, z.Length, "secants");
        if (Vector512.IsHardwareAccelerated)
        {
            Pairs<WithSecant<F>, Lanes8>(new(f), z, value, secant);
        }
        else
        {
            Pairs<WithSecant<F>, Lanes4>(new(f), z, value, secant);
        }
    }

    [SkipLocalsInit]
    internal static void Values<F, V>(F f, ReadOnlySpan<double> z, Span<double> value)
        where F : struct, ILaneFunction
        where V : struct, ILanes<V>
    {
        int i = 0;
        for (; i <= z.Length - V.Count; i += V.Count)
        {
            V.Store(f.Value(V.Load(z[i..])), value[i..]);
        }

        if (i < z.Length)
        {
            Span<double> rest = stackalloc double[V.Count];
            rest.Clear();
            z[i..].CopyTo(rest);
            V.Store(f.Value(V.Load(rest)), rest);
            rest[..(z.Length - i)].CopyTo(value[i..]);
        }
    }

    [SkipLocalsInit]
    internal static void Pairs<P, V>(P pair, ReadOnlySpan<double> z, Span<double> first, Span<double> second)
        where P : struct, IPair
        where V : struct, ILanes<V>
    {
        int i = 0;
        for (; i <= z.Length - V.Count; i += V.Count)
        {
            pair.Evaluate(V.Load(z[i..]), out V a, out V b);
            V.Store(a, first[i..]);
            V.Store(b, second[i..]);
        }

        if (i < z.Length)
        {
            Span<double> rest = stackalloc double[V.Count];
            rest.Clear();
            z[i..].CopyTo(rest);
            pair.Evaluate(V.Load(rest), out V a, out V b);
            V.Store(a, rest);
            rest[..(z.Length - i)].CopyTo(first[i..]);
            V.Store(b, rest);
            rest[..(z.Length - i)].CopyTo(second[i..]);
        }
    }

    internal interface IPair
    {
        void Evaluate<V>(V z, out V first, out V second)
            where V : struct, ILanes<V>;
    }

    internal readonly struct WithDerivative<F>(F f) : IPair
        where F : struct, ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<V>(V z, out V first, out V second)
            where V : struct, ILanes<V> => f.ValueAndDerivative(z, out first, out second);
    }

    internal readonly struct WithSecant<F>(F f) : IPair
        where F : struct, ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Evaluate<V>(V z, out V first, out V second)
            where V : struct, ILanes<V> => f.ValueAndSecant(z, out first, out second);
    }
}
