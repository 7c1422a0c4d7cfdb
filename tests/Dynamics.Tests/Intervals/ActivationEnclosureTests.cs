using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Tests.Activations;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>Against mpmath's values at awkward points: near zeros, extrema and inflections, in both tails, subnormal and huge.</summary>
public sealed class ActivationEnclosureTests
{
    public static TheoryData<string> Functions => new(ReferenceData.HighPrecision.Select(data => data.ToString()));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Enclosures_at_points_hold_the_reference_values(string function)
    {
        ReferenceData data = Find(function);
        ActivationEnclosure s = data.Activation.Enclosure;
        foreach (double?[] row in data.Rows)
        {
            double z = row[0]!.Value;
            if (!double.IsFinite(z))
            {
                continue;
            }

            RequireHolds(s.Value(z), row[1], $"{function} at {z:R}");
            RequireHolds(s.Derivative(z), row[4], $"{function}' at {z:R}");
            RequireHolds(s.SecondDerivative(z), row[5], $"{function}'' at {z:R}");
            RequireHolds(s.LogDerivative(z), row[6], $"ln |{function}'| at {z:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Enclosures_over_intervals_hold_the_reference_values_inside(string function)
    {
        ReferenceData data = Find(function);
        ActivationEnclosure s = data.Activation.Enclosure;
        double?[][] rows = [.. data.Rows.Where(row => double.IsFinite(row[0]!.Value)).OrderBy(row => row[0])];
        Random random = new(5);
        for (int trial = 0; trial < 1000; trial++)
        {
            int from = random.Next(rows.Length);
            int to = Math.Min(rows.Length - 1, from + random.Next(1, random.Next(2, 60)));
            Interval z = new(rows[from][0]!.Value, rows[to][0]!.Value);
            (Interval value, Interval slope, Interval second, Interval log) = (s.Value(z), s.Derivative(z), s.SecondDerivative(z), s.LogDerivative(z));
            LinearRelaxation lines = s.Relax(z);
            for (int i = from; i <= to; i++)
            {
                double x = rows[i][0]!.Value;
                RequireHolds(value, rows[i][1], $"{function} over {z} at {x:R}");
                RequireHolds(slope, rows[i][4], $"{function}' over {z} at {x:R}");
                RequireHolds(second, rows[i][5], $"{function}'' over {z} at {x:R}");
                RequireHolds(log, rows[i][6], $"ln |{function}'| over {z} at {x:R}");
                Interval below = (lines.LowerSlope * (Interval)x) + new Interval(lines.LowerOffset, double.PositiveInfinity);
                Interval above = (lines.UpperSlope * (Interval)x) + new Interval(double.NegativeInfinity, lines.UpperOffset);
                if (rows[i][1] is { } y)
                {
                    Assert.True(Math.BitIncrement(y) >= below.Lower && Math.BitDecrement(y) <= above.Upper, $"{function} over {z}: lines {lines} miss {y:R} at {x:R}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void No_exact_value_escapes_over_random_intervals(string function)
    {
        List<string> escapes = EnclosureOracle.Escapes(Find(function).Activation, 200, seed: 7);
        Assert.True(escapes.Count == 0, string.Join('\n', escapes.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Half_lines_and_the_whole_line_hold_what_points_hold(string function)
    {
        ActivationEnclosure s = Find(function).Activation.Enclosure;
        foreach (Interval z in new[] { Interval.Entire, new(double.NegativeInfinity, -3.5), new(2.5, double.PositiveInfinity) })
        {
            LinearRelaxation lines = s.Relax(z);
            foreach (double x in new[] { -1e300, -30, -3.5, -1, 0.25, 2.5, 30, 1e300 }.Where(z.Contains))
            {
                Assert.True(s.Value(z).Contains(s.Value(x)), $"{function} over {z} at {x}");
                Assert.True(s.Derivative(z).Contains(s.Derivative(x)), $"{function}' over {z} at {x}");
                Assert.True(s.SecondDerivative(z).Contains(s.SecondDerivative(x)), $"{function}'' over {z} at {x}");
                Assert.True(s.LogDerivative(z).Contains(s.LogDerivative(x)), $"ln |{function}'| over {z} at {x}");
                Assert.True(s.Slope(z, 0).Contains(s.Derivative(x)) || s.Slope(z, 0).Contains(s.Slope(x, 0)), $"chords of {function} over {z} at {x}");
            }

            Assert.Equal(s.Value(z), new Interval(lines.LowerOffset, lines.UpperOffset));
        }

        Assert.True(s.Value(Interval.Empty).IsEmpty && s.Derivative(Interval.Empty).IsEmpty && s.SecondDerivative(Interval.Empty).IsEmpty);
        Assert.True(s.LogDerivative(Interval.Empty).IsEmpty && s.Slope(Interval.Empty, 0).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Arrays_of_intervals_get_the_enclosures_of_single_ones(string function)
    {
        ActivationEnclosure s = Find(function).Activation.Enclosure;
        Random random = new(6);
        const int Count = 203;
        double[] lower = [.. Enumerable.Range(0, Count).Select(_ => (random.NextDouble() * 30) - 15)];
        double[] upper = [.. lower.Select(x => x + (random.NextDouble() * random.NextDouble() * 10))];
        lower[0] = -1e300;
        upper[1] = 1e300;
        (double[] vl, double[] vu, double[] dl, double[] du) = (new double[Count], new double[Count], new double[Count], new double[Count]);
        s.ValuesAndDerivatives(lower, upper, vl, vu, dl, du);
        for (int i = 0; i < Count; i++)
        {
            Interval z = new(lower[i], upper[i]);
            Assert.Equal(s.Value(z), new Interval(vl[i], vu[i]));
            Assert.Equal(s.Derivative(z), new Interval(dl[i], du[i]));
        }

        s.Values(lower, upper, dl, du);
        Assert.Equal(vl, dl);
        Assert.Equal(vu, du);
    }

    private static ReferenceData Find(string function) => ReferenceData.HighPrecision.Single(d => d.ToString() == function);

    private static void RequireHolds(Interval enclosure, double? reference, string what)
    {
        // The reference is rounded to double.
        if (reference is { } x && double.IsFinite(x))
        {
            Assert.True(Math.BitIncrement(x) >= enclosure.Lower && Math.BitDecrement(x) <= enclosure.Upper, $"{what}: {enclosure} misses {x:R}");
        }
    }
}
