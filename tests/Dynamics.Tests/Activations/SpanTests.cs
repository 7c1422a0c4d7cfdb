using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>The span members against the scalar ones, bit for bit.</summary>
public sealed class SpanTests
{
    public static TheoryData<string> Functions => new(ReferenceData.Torch.Select(data => data.ToString()));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Spans_give_the_bits_of_the_scalar_members(string function)
    {
        Activation s = ReferenceData.Torch.Single(d => d.ToString() == function).Activation;
        double[] z = Points();
        double[] value = new double[z.Length];
        double[] other = new double[z.Length];

        s.Values(z, value);
        AssertSameBits(z, z.Select(s.Value), value);

        s.ValuesAndDerivatives(z, value, other);
        AssertSameBits(z, z.Select(s.Value), value);
        AssertSameBits(z, z.Select(s.Derivative), other);

        s.ValuesAndSecants(z, value, other);
        AssertSameBits(z, z.Select(s.Value), value);
        AssertSameBits(z, z.Select(s.Secant), other);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_length_works_in_place_and_touches_nothing_beyond(string function)
    {
        Activation s = ReferenceData.Torch.Single(d => d.ToString() == function).Activation;
        double[] points = Points();
        for (int length = 0; length <= 19; length++)
        {
            double[] z = points[40..(40 + length + 1)];
            double[] slope = [.. Enumerable.Repeat(-7.0, length + 1)];
            double[] expected = [.. z[..length].Select(s.Value), z[length]];
            double[] expectedSlope = [.. z[..length].Select(s.Derivative), -7.0];
            s.ValuesAndDerivatives(z.AsSpan(0, length), z.AsSpan(0, length), slope.AsSpan(0, length));
            AssertSameBits(z, expected, z);
            AssertSameBits(z, expectedSlope, slope);
        }
    }

    [Fact]
    public void Both_register_widths_give_the_same_bits()
    {
        SameInBothWidths(default(TanhKernel));
        SameInBothWidths(default(LogisticKernel));
        SameInBothWidths(default(GeluKernel));
        SameInBothWidths(default(GeluTanhKernel));
        SameInBothWidths(default(SiluKernel));
        SameInBothWidths(default(MishKernel));
        SameInBothWidths(default(ErfKernel));
        SameInBothWidths(default(HardswishKernel));
        SameInBothWidths(default(LogSigmoidKernel));
        SameInBothWidths(default(ExpKernel));
        SameInBothWidths(default(SoftsignKernel));
        SameInBothWidths(default(TanhshrinkKernel));
        SameInBothWidths(default(HardsigmoidKernel));
        SameInBothWidths(new ShrinkKernel(0.5, 0.5));
SameInBothWidths(new LeakyKernel(0.1));
        SameInBothWidths(new ClampKernel(-1, 2));
        SameInBothWidths(new SoftplusKernel(0.7, 20));
        SameInBothWidths(new ExponentialLinearKernel(1, 0.3, 1, 0.3));
    }

    [Fact]
    public void A_result_span_of_another_length_is_refused() =>
        Assert.Throws<InvalidInputException>(() => new Tanh().Values(new double[3], new double[4]));

    private static void SameInBothWidths<F>(F f)
        where F : struct, ILaneFunction
    {
        double[] z = Points();
        double[] four = new double[z.Length];
        double[] eight = new double[z.Length];
        double[] fourSlope = new double[z.Length];
        double[] eightSlope = new double[z.Length];
        LaneLoop.Pairs<LaneLoop.WithDerivative<F>, Lanes4>(new(f), z, four, fourSlope);
        LaneLoop.Pairs<LaneLoop.WithDerivative<F>, Lanes8>(new(f), z, eight, eightSlope);
        AssertSameBits(z, four, eight);
        AssertSameBits(z, fourSlope, eightSlope);
        LaneLoop.Pairs<LaneLoop.WithSecant<F>, Lanes4>(new(f), z, four, fourSlope);
        LaneLoop.Pairs<LaneLoop.WithSecant<F>, Lanes8>(new(f), z, eight, eightSlope);
        AssertSameBits(z, four, eight);
        AssertSameBits(z, fourSlope, eightSlope);
    }

    private static double[] Points()
    {
        Random random = new(5);
        byte[] bytes = new byte[8 * 2000];
        random.NextBytes(bytes);
        return
        [
            0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue,
            .. ReferenceData.Torch[0].Rows.Select(row => row[0]!.Value),
            .. Enumerable.Range(0, 3000).Select(_ => (random.NextDouble() - 0.5) * 60),
            .. MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
        ];
    }

    private static void AssertSameBits(double[] z, IEnumerable<double> expected, double[] actual)
    {
        int i = 0;
        foreach (double e in expected)
        {
            bool same = double.IsNaN(e) ? double.IsNaN(actual[i]) : BitConverter.DoubleToInt64Bits(e) == BitConverter.DoubleToInt64Bits(actual[i]);
            Assert.True(same, $"entry {i}, z near {z[i]:R}: {actual[i]:R}, expected {e:R}");
            i++;
        }

        Assert.Equal(actual.Length, i);
    }
}
