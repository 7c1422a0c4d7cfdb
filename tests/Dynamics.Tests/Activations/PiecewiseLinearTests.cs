using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Tests.Activations;

public sealed class PiecewiseLinearTests
{
    private const double Unit = 1.0 / (1L << 52);

    [Fact]
    public void The_functions_of_torch_are_special_cases_bit_for_bit()
    {
        (Activation Torch, Activation Ours)[] pairs =
        [
            (new Relu(), new PiecewiseLinear([0], [0], 0, 1)),
            (new LeakyRelu(0.3), new PiecewiseLinear([0], [0], 0.3, 1)),
            (new Hardtanh(-2, 0.7), new PiecewiseLinear([-2, 0.7], [-2, 0.7], 0, 0)),
            (new Softshrink(0.3), new PiecewiseLinear([-0.3, 0.3], [0, 0], 1, 1)),
            (new Identity(), new PiecewiseLinear([-1, 3], [-1, 3], 1, 1)),
        ];
        Random random = new(3);
        foreach ((Activation torch, Activation ours) in pairs)
        {
            Assert.Equal(torch.Breakpoints!.Value.ToArray(), ours.Breakpoints!.Value.ToArray());
            Assert.Equal(torch.Pieces!.Value.ToArray(), ours.Pieces!.Value.ToArray());
            Assert.Equal(torch.LipschitzConstant, ours.LipschitzConstant);
            Assert.Equal(torch.SecantBound, ours.SecantBound);
            Assert.Equal(torch.ClassF, ours.ClassF);
            Assert.Equal(torch.IsPositivelyHomogeneous, ours.IsPositivelyHomogeneous);
            Assert.Equal(torch.IsSmoothWithoutCriticalPoints, ours.IsSmoothWithoutCriticalPoints);
            for (int i = 0; i < 2000; i++)
            {
                double z = i < 3 ? i - 1 : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4));
                Assert.Equal(torch.Value(z), ours.Value(z));
                Assert.Equal(torch.Secant(z), ours.Secant(z), 4 * Unit);
                Assert.Equal(torch.Derivative(z), ours.Derivative(z));
            }
        }
    }

    [Property(MaxTest = 400)]
    public void Values_shifts_and_secants_agree_with_fractions(int seed)
    {
        Random random = new(seed);
        PiecewiseLinear s = Any(random, any: seed % 2 == 0);
        Fraction atZero = Exact(s, 0);
        for (int i = 0; i < 8; i++)
        {
            double z = i == 0 ? s.Knots[random.Next(s.Knots.Length)] : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 4));
            Fraction value = Exact(s, z);
            Fraction shift = value - atZero;
            double terms = 10 + (s.LipschitzConstant * (10 + Math.Abs(z)));
            Close(value, s.Value(z), 2, terms);
            Close(shift, s.Shifted(z), 2.5, terms);
            if (z != 0)
            {
                Close(shift / Fraction.Of(z), s.Secant(z), 3, terms / Math.Abs(z));
            }
        }
    }

    [Property(MaxTest = 200)]
    public void Values_at_breakpoints_are_exact_and_pieces_fit(int seed)
    {
        PiecewiseLinear s = Any(new Random(seed), any: true);
        for (int i = 0; i < s.Knots.Length; i++)
        {
            Assert.Equal(s.KnotValues[i], s.Value(s.Knots[i]));
        }

        for (int i = 0; i < s.Breakpoints!.Value.Length; i++)
        {
            double t = s.Breakpoints.Value[i];
            foreach (AffinePiece piece in new[] { s.Pieces!.Value[i], s.Pieces!.Value[i + 1] })
            {
                double line = (piece.Slope * t) + piece.Intercept;
                Assert.Equal(s.Value(t), line, 4 * Unit * (Math.Abs(piece.Slope * t) + Math.Abs(piece.Intercept)));
            }
        }
    }

    [Property(MaxTest = 200)]
    public void The_constants_are_least_upper_bounds(int seed)
    {
        Random random = new(seed);
        PiecewiseLinear s = Any(random, any: true);
        double[] near = [.. s.Knots.SelectMany(t => new[] { t - 1e-9, t, t + 1e-9 }), -1e-9, 1e-9, -1e12, 1e12, .. Enumerable.Range(0, 200).Select(_ => (random.NextDouble() - 0.5) * 20)];
        double secant = near.Max(z => Math.Abs(s.Secant(z)));
        Assert.InRange(secant, s.SecantBound * (1 - 1e-6), s.SecantBound * (1 + Unit));
        Assert.Equal(s.LipschitzConstant, near.Max(z => Math.Abs(s.Derivative(z))));
    }

    [Fact]
    public void A_breakpoint_at_which_nothing_bends_is_none()
    {
        PiecewiseLinear s = new([-0.3, 0.1, 0.5, 2], [-0.6, 0.2, 1.0, 4], 2, 3);
        Assert.Equal(4, s.Knots.Length);

        // Every value is twice its breakpoint, and doubling is exact: the points lie on one line although 0.1 and 0.3 are not tenths.
        Assert.Equal([2.0], s.Breakpoints!.Value.ToArray());
        Assert.Equal([new AffinePiece(2, 0), new AffinePiece(3, -2)], s.Pieces!.Value.ToArray());
    }

    [Fact]
    public void The_least_bend_is_a_breakpoint()
    {
        PiecewiseLinear s = new([0, 1, 2], [0, 1, Math.BitIncrement(2.0)], 1, 1);
        Assert.Equal([1.0, 2.0], s.Breakpoints!.Value.ToArray());
    }

    [Fact]
    public void Class_F_holds_for_lines_and_extended_for_clamps_only()
    {
        Assert.Equal(ClassF.Member, new PiecewiseLinear([0], [1], -2, -2).ClassF);
        Assert.Equal(ClassF.Extended, new PiecewiseLinear([0, 1], [3, 1], 0, 0).ClassF);
        Assert.Equal(ClassF.Extended, new PiecewiseLinear([0, 1], [3, 1], 0, -2).ClassF);
        Assert.Equal(ClassF.Extended, new PiecewiseLinear([0], [3], 0, 0).ClassF);
        Assert.Equal(ClassF.No, new PiecewiseLinear([0, 1], [3, 1], 0, -1).ClassF);
        Assert.Equal(ClassF.No, new PiecewiseLinear([0], [0], 1, 2).ClassF);
    }

    [Fact]
    public void Equality_is_of_the_definition()
    {
        Assert.Equal(new PiecewiseLinear([0, 1], [0, 1], 0, 2), new PiecewiseLinear([0, 1], [0, 1], 0, 2));
        Assert.NotEqual(new PiecewiseLinear([0, 1], [0, 1], 0, 2), new PiecewiseLinear([0, 1], [0, 1.5], 0, 2));
        Assert.NotEqual(new PiecewiseLinear([0, 1], [0, 1], 0, 2), new PiecewiseLinear([0, 2], [0, 1], 0, 2));
    }

    [Fact]
    public void NaN_stays_and_infinity_gives_the_limit()
    {
        PiecewiseLinear s = new([-1, 1, 4], [2, -1, 5], 0, -3);
        foreach (Func<double, double> f in new[] { s.Value, s.Shifted, s.Secant, s.Derivative, s.SecondDerivative, s.LogDerivative })
        {
            Assert.True(double.IsNaN(f(double.NaN)));
        }

        Assert.Equal(2, s.Value(double.NegativeInfinity));
        Assert.Equal(double.NegativeInfinity, s.Value(double.PositiveInfinity));
        Assert.Equal(-3, s.Secant(double.PositiveInfinity));
        Assert.Equal(0, s.Secant(double.NegativeInfinity));
        Assert.Equal(-3, s.Secant(1e300));
        Assert.Equal(-3e300, s.Value(1e300));
        Assert.Equal(2, s.Value(double.MinValue));
    }

    [Property(MaxTest = 60)]
    public void Spans_give_the_bits_of_the_scalar_members_in_registers_of_both_widths(int seed)
    {
        Random random = new(seed);
        PiecewiseLinear s = Any(random, any: true);
        double[] z = [0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, double.MinValue, .. s.Knots,
            .. Enumerable.Range(0, 53).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8)))];
        double[] value = new double[z.Length];
        double[] slope = new double[z.Length];
        s.ValuesAndDerivatives(z, value, slope);
        Assert.Equal(z.Select(s.Value), value);
        Assert.Equal(z.Select(s.Derivative), slope);
        s.ValuesAndSecants(z, value, slope);
        Assert.Equal(z.Select(s.Value), value);
        Assert.Equal(z.Select(s.Secant), slope);
        s.Values(z, value);
        Assert.Equal(z.Select(s.Value), value);

        PiecewiseLinearTable table = PiecewiseLinearTable.Of(s.Knots.AsSpan(), s.KnotValues.AsSpan(), s.LeftSlope, s.RightSlope);
        LaneLoop.Pairs<LaneLoop.WithSecant<PiecewiseLinearKernel>, Lanes4>(new(new(table, table.Shifted())), z, value, slope);
        Assert.Equal(z.Select(s.Value), value);
        Assert.Equal(z.Select(s.Secant), slope);
    }

    [Theory]
    [InlineData(new double[] { }, new double[] { }, 0, 1, "has 0 breakpoints, expected 1 to 255")]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.0 }, 0, 1, "has 1 values, expected 2, one for each breakpoint")]
    [InlineData(new[] { 0.0, 0 }, new[] { 0.0, 1 }, 0, 1, "breakpoints[1] is 0 after 0, expected increasing numbers at least 1E-100 apart")]
    [InlineData(new[] { 0.0, -1 }, new[] { 0.0, 1 }, 0, 1, "breakpoints[1] is -1 after 0, expected increasing numbers at least 1E-100 apart")]
    [InlineData(new[] { 0.0, double.NaN }, new[] { 0.0, 1 }, 0, 1, "breakpoints[1] is NaN, expected a number from -1E+100 to 1E+100")]
    [InlineData(new[] { 0.0 }, new[] { double.PositiveInfinity }, 0, 1, "values[0] is Infinity, expected a number from -1E+100 to 1E+100")]
    [InlineData(new[] { 0.0 }, new[] { 0.0 }, 0, 1e200, "rightSlope is 1E+200, expected a number from -1E+100 to 1E+100")]
    public void Bad_numbers_get_one_clear_line(double[] knots, double[] values, double left, double right, string message)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new PiecewiseLinear(knots, values, left, right));
        Assert.Equal($"activation 'piecewise_linear': {message}", error.Message);
    }

    [Fact]
    public void Sums_of_hinges_are_the_function()
    {
        // σ(z) = v_1 + left·(z − t_1) + Σ (change of slope at t_i)·relu(z − t_i), in integers.
        PiecewiseLinear s = new([-3, -1, 2, 3], [4, 0, 6, 6], 1, -5);
        for (int z = -8; z <= 8; z++)
        {
            int hinges = 4 + (z + 3) + (-3 * Math.Max(z + 3, 0)) + (4 * Math.Max(z + 1, 0)) - (2 * Math.Max(z - 2, 0)) - (5 * Math.Max(z - 3, 0));
            Assert.Equal(hinges, s.Value(z));
        }
    }

    private static PiecewiseLinear Any(Random random, bool any)
    {
        int k = random.Next(1, 9);
        double Number() => any ? (random.NextDouble() - 0.5) * 10 : random.Next(-8, 9) / 4.0;
        double[] knots = [.. Enumerable.Range(0, k).Select(_ => Number()).Distinct().Order()];
        return new PiecewiseLinear(knots, [.. knots.Select(_ => Number())], Number(), Number());
    }

    private static Fraction Exact(PiecewiseLinear s, double z)
    {
        Fraction x = Fraction.Of(z);
        int i = s.Knots.Count(t => t <= z);
        Fraction t0 = Fraction.Of(s.Knots[Math.Max(i - 1, 0)]);
        Fraction v0 = Fraction.Of(s.KnotValues[Math.Max(i - 1, 0)]);
        Fraction slope = i == 0 ? Fraction.Of(s.LeftSlope)
            : i == s.Knots.Length ? Fraction.Of(s.RightSlope)
            : (Fraction.Of(s.KnotValues[i]) - v0) / (Fraction.Of(s.Knots[i]) - t0);
        return v0 + (slope * (x - t0));
    }

    // A result that cancels to almost nothing keeps the absolute accuracy of the 100 bits behind it.
    private static void Close(Fraction exact, double actual, double units, double terms)
    {
        Fraction error = Fraction.Abs(Fraction.Of(actual) - exact);
        Assert.True(error.CompareTo((Fraction.Of(units * Unit) * Fraction.Abs(exact)) + Fraction.Of(Math.ScaleB(terms, -96))) <= 0, $"{actual:R}, expected {exact.ToDouble():R}");
    }
}
