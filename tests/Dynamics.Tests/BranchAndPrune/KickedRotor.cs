using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>
/// g(g(x)) = x for the map of two coupled rods under impulses: example 5.5 of Smiley and Chun, J. Comput. Appl. Math. 137 (2001) 293, after Hsu and
/// Guttalu, J. Appl. Mech. 50 (1983) 858, who found 41 such points.
/// </summary>
internal sealed class KickedRotor : IEnclosedSystem
{
    private static readonly Interval Alpha = 5;
    private static readonly Interval D1 = Interval.Exp(-2 * (Interval.Pi / 10));
    private static readonly Interval D2 = Interval.Exp(-2 * (Interval.Pi / 5));
    private static readonly Interval C1 = (1 - D1) / (2 * (Interval.Pi / 10));
    private static readonly Interval C2 = (1 - D2) / (2 * (Interval.Pi / 5));

    public int Dimension => 4;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values)
    {
        Span<Interval> image = stackalloc Interval[4];
        Map(box, image);
        Map(image, values);
        for (int i = 0; i < 4; i++)
        {
            values[i] -= box[i];
        }
    }

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian)
    {
        Span<Interval> image = stackalloc Interval[4];
        Span<Interval> inner = stackalloc Interval[16];
        Span<Interval> outer = stackalloc Interval[16];
        Map(box, image);
        Derivative(box, inner);
        Derivative(image, outer);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                Interval sum = i == j ? -1 : 0;
                for (int k = 0; k < 4; k++)
                {
                    sum += outer[(4 * i) + k] * inner[(4 * k) + j];
                }

                jacobian[(4 * i) + j] = sum;
            }
        }
    }

    private static void Map(ReadOnlySpan<Interval> x, Span<Interval> y)
    {
        Interval first = x[2] - (Alpha * (Interval.Sin(x[0]) * Interval.Cos(x[1])));
        Interval second = x[3] - (Alpha * (Interval.Cos(x[0]) * Interval.Sin(x[1])));
        (y[0], y[1]) = ((C1 * first) + x[0], (C2 * second) + x[1]);
        (y[2], y[3]) = (D1 * first, D2 * second);
    }

    private static void Derivative(ReadOnlySpan<Interval> x, Span<Interval> d)
    {
        d.Clear();
        Interval same = -(Alpha * (Interval.Cos(x[0]) * Interval.Cos(x[1])));
        Interval cross = Alpha * (Interval.Sin(x[0]) * Interval.Sin(x[1]));
        (d[0], d[1], d[2]) = (1 + (C1 * same), C1 * cross, C1);
        (d[4], d[5], d[7]) = (C2 * cross, 1 + (C2 * same), C2);
        (d[8], d[9], d[10]) = (D1 * same, D1 * cross, D1);
        (d[12], d[13], d[15]) = (D2 * cross, D2 * same, D2);
    }
}
