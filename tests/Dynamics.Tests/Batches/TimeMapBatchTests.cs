using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class TimeMapBatchTests
{
    [Theory]
    [InlineData("dopri5", 1)]
    [InlineData("dopri5", -1)]
    [InlineData("bosh3", 1)]
    [InlineData("sdirk4", 1)]
    public void The_derivatives_of_an_exponential_field_are_those_of_its_closed_flow(string scheme, int direction)
    {
        // With u = e^−x: φ = −ln(u + t), φ′ = u/(u + t), φ″ = −u t/(u + t)².
        Network field = SampleFields.Exponential(-direction);
        double[] starts = [.. Enumerable.Range(0, 30).Select(i => (0.1 * i) - 2)];
        TimeMapBatch maps = field.TimeMaps(new Matrix(30, 1, starts), direction * 0.7, new FlowSolver(scheme, 1, 1e-9, 1e-11), 2);
        for (int i = 0; i < starts.Length; i++)
        {
            double u = Math.Exp(-starts[i]);
            Assert.Equal(-Math.Log(u + 0.7), maps.States.Span[i], 1e-7);
            Assert.Equal(u / (u + 0.7), maps.Jacobians.Span[i], 1e-7);
            Assert.Equal(-u * 0.7 / ((u + 0.7) * (u + 0.7)), maps.SecondDerivatives.Span[i], 1e-7);
        }
    }

    [Theory]
    [InlineData("dopri5", 1)]
    [InlineData("dopri5", 2)]
    [InlineData("rk4", 2)]
    [InlineData("bosh3", 2)]
    [InlineData("sdirk4", 2)]
    public void A_batch_takes_the_steps_of_the_single_solver_and_comes_to_the_same_derivatives(string scheme, int order)
    {
        Network[] fields =
        [
            SampleFields.OneHiddenLayer(2, 8, 1.5, 3, "tanh"),
            SampleFields.OneHiddenLayer(3, 7, 1, 4, "silu", "softplus", "sigmoid", "gelu"),
            SampleFields.OneHiddenLayer(3, 7, 1, 4, "sigmoid"),
            SampleNetworks.Create("residual first", [new Dynamics.Activations.Tanh()], 12),
        ];
        FlowSolver solver = new(scheme, 20, 1e-7, 1e-9);
        foreach (Network field in fields)
        {
            Matrix starts = SampleNetworks.Points(19, field.Inputs, 6);
            TimeMapBatch maps = field.TimeMaps(starts, 0.8, solver, order);
            for (int i = 0; i < starts.Rows; i++)
            {
                TimeMap expected = field.AsField().TimeMap(starts.Row(i), 0.8, solver, order);
                TimeMap actual = maps[i];
                Assert.Equal((expected.Statistics.Accepted, expected.Statistics.Rejected), (actual.Statistics.Accepted, actual.Statistics.Rejected));
                AssertClose([.. expected.State], [.. actual.State]);
                AssertClose(expected.Jacobian!.Values.ToArray(), actual.Jacobian!.Values.ToArray());
                AssertClose([.. expected.SecondDerivative?.Values ?? []], [.. actual.SecondDerivative?.Values ?? []]);
            }
        }
    }

    [Fact]
    public void A_point_that_fails_is_reported_and_harms_no_other()
    {
        double[] starts = [-1, 0.5, -2];
        TimeMapBatch maps = SampleFields.Exponential(1).TimeMaps(new Matrix(3, 1, starts), 1, new FlowSolver("dopri5"), 2);
        Assert.Equal([1], maps.Failures.Keys);
        Assert.True(double.IsNaN(maps.SecondDerivatives.Span[1]));
        StepSizeUnderflowException fault = Assert.Throws<StepSizeUnderflowException>(() => maps[1]);
        Assert.Equal(maps.Failures[1].Time, fault.Time);
        Assert.Equal(Math.E / (Math.E - 1), maps[0].Jacobian![0, 0], 1e-6);
    }

    [Fact]
    public void Second_derivatives_of_a_flow_within_a_flow_are_refused()
    {
        Network inner = SampleFields.OneHiddenLayer(2, 4, 1, 1, "tanh");
        Network field = new(2, [new Flow(inner, 0.5, new FlowSolver("rk4", 3))]);
        Matrix starts = SampleNetworks.Points(3, 2, 1);
        Assert.Empty(field.TimeMaps(starts, 1, new FlowSolver("dopri5"), 1).Failures);
        Assert.Throws<InvalidInputException>(() => field.TimeMaps(starts, 1, new FlowSolver("dopri5"), 2));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int e = 0; e < expected.Length; e++)
        {
            Assert.Equal(expected[e], actual[e], 1e-10 * Math.Max(1, Math.Abs(expected[e])));
        }
    }
}
