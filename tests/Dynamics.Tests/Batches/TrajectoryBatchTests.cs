using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Batches.Integration;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class TrajectoryBatchTests
{
    public static TheoryData<string, string> SchemesAndFields()
    {
        TheoryData<string, string> all = [];
        foreach (string scheme in new[] { "euler", "midpoint", "rk4", "bosh3", "dopri5", "sdirk4" })
        {
            foreach (string field in new[] { "tanh plane", "space", "residual" })
            {
                all.Add(scheme, field);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(SchemesAndFields))]
    public void A_batch_takes_the_steps_of_the_single_solver_and_comes_to_the_same_states(string scheme, string which)
    {
        Network field = which switch
        {
            "tanh plane" => SampleFields.OneHiddenLayer(2, 11, 1.5, 3, "tanh"),
            "space" => SampleFields.OneHiddenLayer(3, 7, 1, 4, "silu", "softplus", "tanh"),
            _ => SampleNetworks.Create("residual first", [new Dynamics.Activations.Tanh()], 12),
        };
        FlowSolver solver = new(scheme, 40, 1e-7, 1e-9);
        Matrix starts = SampleNetworks.Points(53, field.Inputs, 5);
        const double time = -1.5;
        TrajectoryBatch batch = field.Trajectories(starts, time, solver);
        OdeSolver ode = new(field.AsField(), solver);
        for (int i = 0; i < starts.Rows; i++)
        {
            double[] x = [.. starts.Row(i)];
            SolverStatistics cost = ode.Integrate(x, time);
            Assert.Equal((cost.Accepted, cost.Rejected), (batch.Statistics[i].Accepted, batch.Statistics[i].Rejected));
            for (int j = 0; j < x.Length; j++)
            {
                // Rounding decides the steps' last digits; what that changes is far below the tolerance.
                Assert.Equal(x[j], batch.End(i)[j], (solver.IsAdaptive ? 1e-10 : 1e-12) * Math.Max(1, Math.Abs(x[j])));
            }
        }
    }

    [Fact]
    public void Ends_are_those_of_scipy_within_the_tolerance()
    {
        foreach ((Network field, double time, Matrix starts, double[][] ends) in SampleFields.Reference())
        {
            TrajectoryBatch batch = field.Trajectories(starts, time, new FlowSolver("dopri5", 1, 1e-11, 1e-13));
            for (int i = 0; i < starts.Rows; i++)
            {
                for (int j = 0; j < starts.Columns; j++)
                {
                    Assert.Equal(ends[i][j], batch.End(i)[j], 2e-9);
                }
            }
        }
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void States_at_equal_times_are_those_of_the_single_trajectory(string scheme)
    {
        Network field = SampleFields.OneHiddenLayer(2, 9, 2, 8, "tanh");
        FlowSolver solver = new(scheme, 25, 1e-6, 1e-8);
        Matrix starts = SampleNetworks.Points(21, 2, 5);
        TrajectoryBatch batch = field.Trajectories(starts, 3, solver, 31);
        Assert.Equal(31, batch.Times.Length);
        for (int i = 0; i < starts.Rows; i++)
        {
            Trajectory single = field.AsField().Trajectory(starts.Row(i), 3, 31, solver);
            Assert.Equal(single.Times.ToArray(), batch.Times.ToArray());
            for (int e = 0; e < 62; e++)
            {
                Assert.Equal(single.States.Values[e], batch.StatesOf(i)[e], 1e-9);
            }

            Assert.Equal(batch.End(i).ToArray(), batch.StatesOf(i)[60..].ToArray());
        }
    }

    [Theory]
    [InlineData("rk4", 2)]
    [InlineData("dopri5", 2)]
    [InlineData("bosh3", 3)]
    public void A_start_has_the_same_bits_alone_in_any_order_and_beside_any_neighbours(string scheme, int d)
    {
        Network field = SampleFields.OneHiddenLayer(d, 16, 3, 8, "tanh");
        FlowSolver solver = new(scheme, 50, 1e-6, 1e-8);
        Matrix starts = SampleNetworks.Points(300, d, 5);
        TrajectoryBatch batch = field.Trajectories(starts, 2, solver, 5);
        Matrix reversed = Matrix.FromRows([.. starts.ToRows().Reverse()]);
        TrajectoryBatch other = field.Trajectories(reversed, 2, solver, 5);
        for (int i = 0; i < starts.Rows; i++)
        {
            Assert.Equal(batch.StatesOf(i).ToArray(), other.StatesOf(starts.Rows - 1 - i).ToArray());
            Assert.Equal(batch.Statistics[i], other.Statistics[starts.Rows - 1 - i]);
        }

        foreach (int i in new[] { 0, 150, 299 })
        {
            Assert.Equal(batch.StatesOf(i).ToArray(), field.Trajectories(new Matrix(1, d, starts.Row(i)), 2, solver, 5).StatesOf(0).ToArray());
        }
    }

    [Theory]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void Starts_of_very_different_stiffness_share_a_vector(string scheme)
    {
        // ẋ = −eˣ is e^x stiff: from 1 to 3 million, in an order that puts every kind beside every other.
        Network field = SampleFields.Exponential(-1);
        double[] starts = [.. Enumerable.Range(0, 500).Select(i => (i * 7 % 500 * 0.03) - 1)];
        TrajectoryBatch batch = field.Trajectories(new Matrix(500, 1, starts), 2, new FlowSolver(scheme, 1, 1e-8, 1e-10));
        Assert.True(batch.Complete);
        for (int i = 0; i < starts.Length; i++)
        {
            Assert.Equal(-Math.Log(Math.Exp(-starts[i]) + 2), batch.End(i)[0], 3e-7);
        }

        Assert.True(batch.Statistics.Max(s => s.Accepted) > 3 * batch.Statistics.Min(s => s.Accepted));
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("bosh3")]
    [InlineData("sdirk4")]
    public void One_start_of_a_hundred_that_blows_up_is_reported_and_harms_no_other(string scheme)
    {
        double[] starts = [.. Enumerable.Range(0, 100).Select(i => -1 - (0.01 * i))];
        starts[37] = 0.5;
        TrajectoryBatch batch = SampleFields.Exponential(1).Trajectories(new Matrix(100, 1, starts), 1, new FlowSolver(scheme, 1, 1e-8, 1e-10), 11);
        (int row, FlowFailure failure) = Assert.Single(batch.Failures);
        Assert.Equal(37, row);
        Assert.Equal(FlowFailureReason.StepSizeUnderflow, failure.Reason);
        Assert.Equal(Math.Exp(-0.5), failure.Time, 1e-6);
        Assert.True(failure.State[0] > 10);
        Assert.Contains($"flow: {scheme} stops at t = 0.606531", failure.Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(batch.End(37)[0]));

        // Seven of the eleven times lie before the blow-up, 0.7 is the first one after it.
        Assert.Equal(7, batch.StatesOf(37).ToArray().Count(double.IsFinite));
        for (int i = 0; i < 100; i++)
        {
            if (i != 37)
            {
                Assert.Equal(-Math.Log(Math.Exp(-starts[i]) - 1), batch.End(i)[0], 1e-6);
                Assert.All(batch.StatesOf(i).ToArray(), x => Assert.True(double.IsFinite(x)));
            }
        }
    }

    [Fact]
    public void Too_many_steps_and_a_field_that_overflows_have_reasons_of_their_own()
    {
        Network field = SampleFields.Exponential(-1);
        TrajectoryBatch batch = field.Trajectories(new Matrix(3, 1, [0, 10, 1000]), 1, new FlowSolver("dopri5", 1, 1e-8, 1e-10, 45));
        Assert.Equal([1, 2], batch.Failures.Keys);
        Assert.Equal(FlowFailureReason.TooManySteps, batch.Failures[1].Reason);
        Assert.Contains("too many steps (45)", batch.Failures[1].Message, StringComparison.Ordinal);
        Assert.Equal(FlowFailureReason.NotFinite, batch.Failures[2].Reason);
        batch = field.Trajectories(new Matrix(2, 1, [0, 4]), 100, new FlowSolver("euler", 100));
        Assert.Equal(FlowFailureReason.NotFinite, Assert.Single(field.Trajectories(new Matrix(2, 1, [0, -800]), -3000, new FlowSolver("euler", 3)).Failures).Value.Reason);
        Assert.True(batch.Complete);
    }

    [Fact]
    public void No_time_and_no_starts_are_no_work()
    {
        Network field = SampleFields.OneHiddenLayer(2, 4, 1, 1, "tanh");
        Matrix starts = SampleNetworks.Points(9, 2, 1);
        foreach (string scheme in new[] { "rk4", "dopri5", "sdirk4" })
        {
            TrajectoryBatch still = field.Trajectories(starts, 0, new FlowSolver(scheme), 2);
            Assert.Equal(starts.Values.ToArray(), still.Ends.ToArray());
            Assert.Equal(0, still.Cost.Accepted);
            Assert.All(still.States.ToArray(), x => Assert.True(double.IsFinite(x)));
            Assert.Equal(0, field.Trajectories(new Matrix(0, 2, []), 1, new FlowSolver(scheme)).Count);
        }
    }

    [Fact]
    public void What_cannot_be_integrated_is_refused_in_one_line()
    {
        Network field = SampleFields.OneHiddenLayer(2, 4, 1, 1, "tanh");
        FlowSolver solver = new("dopri5");
        Assert.Throws<InvalidInputException>(() => field.Trajectories(SampleNetworks.Points(3, 3, 1), 1, solver));
        Assert.Throws<InvalidInputException>(() => field.Trajectories(SampleNetworks.Points(3, 2, 1), double.NaN, solver));
        Assert.Throws<InvalidInputException>(() => field.Trajectories(SampleNetworks.Points(3, 2, 1), 1, solver, 1));
        Assert.Throws<InvalidInputException>(() => field.Trajectories(SampleNetworks.Points(3, 2, 1), 1, new FlowSolver("rk5")));
        Assert.Throws<InvalidInputException>(() => field.TimeMaps(SampleNetworks.Points(3, 2, 1), 1, solver, 3));
        Assert.Throws<InvalidInputException>(() => SampleNetworks.Create("plain", [new Dynamics.Activations.Tanh()], 1).Trajectories(SampleNetworks.Points(3, 2, 1), 1, solver));
    }

    [Theory]
    [InlineData("dopri5", 0, false)]
    [InlineData("rk4", 2, false)]
    [InlineData("bosh3", 2, true)]
    public void A_trajectory_and_a_step_cost_no_allocation(string scheme, int directions, bool second)
    {
        Network field = SampleFields.OneHiddenLayer(2, 8, 2, 8, "tanh");
        using FlowIntegrator integrator = FlowIntegrator.For(field, new FlowSolver(scheme, 20, 1e-6, 1e-8), 1, directions, second, 0);
        int order = directions == 0 ? 0 : second ? 2 : 1;
        Bytes(10);
        Assert.Equal(Bytes(10), Bytes(200));

        long Bytes(int starts)
        {
            Queue<BatchQueue> queues = new(Enumerable.Range(0, Allocation.Runs).Select(_ => new BatchQueue(SampleNetworks.Points(starts, 2, 5), order, 0)));
            return Allocation.Of(() => integrator.Run(queues.Dequeue()));
        }
    }
}
