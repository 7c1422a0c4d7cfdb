using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>Piecewise-linear activations from their textbook definitions: (slope, intercept) between breakpoints.</summary>
internal sealed record ExactFunction(Rational[] Breakpoints, (Rational Slope, Rational Intercept)[] Lines)
{
    public static ExactFunction Of(Activation activation) => activation switch
    {
        Identity => new([], [(1, 0)]),
        Relu => new([0], [(0, 0), (1, 0)]),
        LeakyRelu leaky => new([0], [(Rational.Of(leaky.Slope), 0), (1, 0)]),
        PRelu prelu => new([0], [(Rational.Of(prelu.Slope), 0), (1, 0)]),
        Relu6 => new([0, 6], [(0, 0), (1, 0), (0, 6)]),
        Hardtanh clamp => new([Rational.Of(clamp.Min), Rational.Of(clamp.Max)], [(0, Rational.Of(clamp.Min)), (1, 0), (0, Rational.Of(clamp.Max))]),
        Hardsigmoid => new([-3, 3], [(0, 0), (new Rational(1, 6), new Rational(1, 2)), (0, 1)]),
        Softshrink shrink => new(
            [Rational.Of(-shrink.Lambda), Rational.Of(shrink.Lambda)], [(1, Rational.Of(shrink.Lambda)), (0, 0), (1, Rational.Of(-shrink.Lambda))]),
        PiecewiseLinear chords => Chords(
            Rational.Of([.. chords.Knots]), Rational.Of([.. chords.KnotValues]), Rational.Of(chords.LeftSlope), Rational.Of(chords.RightSlope)),
        _ => throw new ArgumentException(activation.Name, nameof(activation)),
    };

    private static ExactFunction Chords(Rational[] t, Rational[] v, Rational left, Rational right)
    {
        Rational[] slopes = [left, .. Enumerable.Range(1, t.Length - 1).Select(i => (v[i] - v[i - 1]) / (t[i] - t[i - 1])), right];
        int[] corners = [.. Enumerable.Range(0, t.Length).Where(i => slopes[i] != slopes[i + 1])];
        return new(
            [.. corners.Select(i => t[i])],
            [(slopes[0], v[0] - (slopes[0] * t[0])), .. corners.Select(i => (slopes[i + 1], v[i] - (slopes[i + 1] * t[i])))]);
    }
}
