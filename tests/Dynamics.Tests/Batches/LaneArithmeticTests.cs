using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Batches.Integration;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Activations;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class LaneArithmeticTests
{
    [Fact]
    public void The_table_tanh_is_within_two_and_a_half_units()
    {
        if (!TanhTable.IsSupported)
        {
            return;
        }

        foreach (double?[] row in ReferenceData.HighPrecision.Single(d => d.Activation is Tanh).Rows)
        {
            double expected = row[1]!.Value;
            double actual = Table(row[0]!.Value);
            Assert.True(Math.Abs(actual - expected) <= 2.5 * 2.220446049250313e-16 * Math.Abs(expected), $"tanh {row[0]:R} = {actual:R}");
        }

        // The kernel of the catalogue is within 1.5 units.
        Tanh reference = new();
        Random random = new(1);
        for (int i = 0; i < 200_000; i++)
        {
            double z = Math.Pow(10, (6 * random.NextDouble()) - 4.6) * (random.Next(2) == 0 ? 1 : -1);
            Assert.True(Math.Abs(Table(z) - reference.Value(z)) <= 4 * 2.220446049250313e-16 * Math.Abs(reference.Value(z)), $"tanh {z:R}");
        }

        Assert.Equal([1, -1, 0], new[] { double.PositiveInfinity, double.NegativeInfinity, 0 }.Select(z => Table(z)));
        Assert.True(double.IsNaN(Table(double.NaN)));

        static double Table(double z) => TanhTable.Create().At(Vector512.Create(TanhTable.Unit * z)).GetElement(3);
    }

    [Fact]
    public unsafe void A_planar_tanh_field_gives_a_lane_the_same_bits_beside_any_neighbours()
    {
        Network network = SampleFields.OneHiddenLayer(2, 9, 5, 4, "tanh");
        using LaneField field = LaneField.For(network, 0, false);
        double[] far = [0.3, -2, 45, 800, -1e200, double.NaN, double.PositiveInfinity, 0];
        Vector512<double>* state = stackalloc Vector512<double>[2];
        Vector512<double>* slope = stackalloc Vector512<double>[2];
        Vector512<double>* alone = stackalloc Vector512<double>[2];
        Vector512<double>* image = stackalloc Vector512<double>[2];
        state[0] = Vector512.Create(far);
        state[1] = Vector512.Create([1.0, 0.5, -30, 1, 2, 1, 0, 0]);
        field.Evaluate(state, slope);
        for (int lane = 0; lane < 8; lane++)
        {
            (double x, double y) = (state[0][lane], state[1][lane]);
            (alone[0], alone[1]) = (Vector512.Create(x), Vector512.Create(y));
            field.Evaluate(alone, image);
            Assert.Equal(slope[0][lane], image[0][0]);
            Assert.Equal(slope[1][lane], image[1][0]);
            if (double.IsFinite(x))
            {
                double[] expected = network.Evaluate([x, y]);
                Assert.Equal(expected[0], slope[0][lane], 1e-13);
                Assert.Equal(expected[1], slope[1][lane], 1e-13);
            }
            else
            {
                Assert.Equal(double.IsNaN(x), double.IsNaN(slope[0][lane]));
            }
        }
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("bosh3")]
    public void Eight_controllers_do_what_one_does(string scheme)
    {
        StepControl one = new(new FlowSolver(scheme));
        LaneStepControl eight = new(one);
        Random random = new(3);
        double[] special = [0, 1e-300, 5e-324, 1, double.PositiveInfinity, double.NaN, 1e150, 1e-20];
        for (int n = 0; n < 3000; n++)
        {
            double[] errors = [.. Enumerable.Range(0, 8).Select(i => n % 3 == 0 ? special[random.Next(8)] : Math.Pow(10, (6 * random.NextDouble()) - 4.5))];
            double[] remembered = [.. errors.Select(_ => StepControl.Remember(random.NextDouble()))];
            Vector512<double> kept = Mask([.. errors.Select(e => e <= 1)]);
            bool[] rejectedBefore = [.. errors.Select(_ => random.Next(2) == 0)];
            Vector512<double> memory = Vector512.Create([.. remembered.Select(x => Math.Log(x))]);
            Vector512<double> squares = Vector512.Create([.. errors.Select(e => e * e)]);
            Vector512<double> factor = eight.Factor(squares, kept, Mask(rejectedBefore), ref memory);
            for (int i = 0; i < 8; i++)
            {
                double error = Math.Sqrt(squares[i]);
                double expected = error <= 1 ? one.Growth(error, remembered[i], rejectedBefore[i]) : one.Shrinkage(error);
                Assert.Equal(expected, factor[i], 1e-14 * expected);
                Assert.Equal(error <= 1 ? StepControl.Remember(error) : remembered[i], Math.Exp(memory[i]), 1e-14);
            }

            Vector512<double> times = Vector512.Create([.. errors.Select(_ => random.Next(4) == 0 ? 0 : 10 * random.NextDouble())]);
            Assert.Equal(Enumerable.Range(0, 8).Select(i => StepControl.LeastStep(times[i])), Enumerable.Range(0, 8).Select(i => LaneStepControl.LeastStep(times)[i]));
        }

        static Vector512<double> Mask(bool[] lanes) => Vector512.Create([.. lanes.Select(x => x ? -1L : 0)]).AsDouble();
    }
}
