using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class TrajectoryTests
{
    [Theory]
    [InlineData("rk4", 2)]
    [InlineData("bosh3", 2)]
    [InlineData("dopri5", -3)]
    [InlineData("sdirk4", 2)]
    public void Rows_are_the_states_at_equally_spaced_times(string name, double time)
    {
        FlowSolver solver = new(name, 200, 1e-9, 1e-11);
        Trajectory trajectory = new Logistic().Trajectory([0.3], time, 33, solver);
        Assert.Equal(33, trajectory.States.Rows);
        Assert.Equal(0.3, trajectory.States[0, 0]);
        Assert.Equal(time, trajectory.Times[^1]);
        Assert.Equal(EvidenceLevel.Numerical, trajectory.Evidence);
        for (int i = 0; i < 33; i++)
        {
            Assert.Equal(time * i / 32, trajectory.Times[i], 1e-15);
            Assert.Equal(Logistic.Flow(0.3, trajectory.Times[i]), trajectory.States[i, 0], 1e-7);
        }

        double[] end = [0.3];
        SolverStatistics statistics = new OdeSolver(new Logistic(), solver).Integrate(end, time);
        Assert.Equal(end[0], trajectory.States[32, 0]);
        Assert.Equal(statistics.Accepted, trajectory.Statistics.Accepted);
    }

    [Fact]
    public void Chosen_times_may_lie_anywhere_on_one_side_of_the_start()
    {
        Trajectory trajectory = new Logistic().Trajectory([0.3], [1e-9, 0.5, 0.500001, 7], new FlowSolver("dopri5"));
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(Logistic.Flow(0.3, trajectory.Times[i]), trajectory.States[i, 0], 1e-7);
        }
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.5 })]
    [InlineData(new[] { 1.0, 0.5 })]
    [InlineData(new[] { -0.5, 1 })]
    [InlineData(new[] { 0.5, double.NaN })]
    [InlineData(new[] { 0.0, 0.0 })]
    public void Times_that_do_not_go_away_from_the_start_are_refused(double[] times) =>
        Assert.Throws<InvalidInputException>(() => new Logistic().Trajectory([0.3], times, new FlowSolver("dopri5")));
}
