using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class EventTests
{
    private static readonly LinearField Rotation = new([0, -1, 1, 0]);

    [Theory]
    [InlineData("rk4", 2e-6)]
    [InlineData("bosh3", 1e-8)]
    [InlineData("dopri5", 1e-9)]
    [InlineData("sdirk4", 1e-9)]
    public void A_rotation_returns_to_its_section_after_every_turn(string name, double error)
    {
        EventLocator returns = new(new PoincareSection([0, 0], [0, 1]), EventDirection.Rising, 3, 0.1);
        OdeSolver solver = new(Rotation, new FlowSolver(name, 500, 1e-10, 1e-12));
        solver.Integrate([1, 0], 100, returns);
        Assert.Equal(3, returns.Events.Count);
        for (int n = 0; n < 3; n++)
        {
            if (name == "rk4")
            {
                // 500 steps over 100 units: h = 0.2, phase error h⁴/120 a radian.
                Assert.Equal(2 * Math.PI * (n + 1), returns.Events[n].Time, 2 * Math.PI * (n + 1) * Math.Pow(0.2, 4) / 119);
                continue;
            }

            Assert.Equal(2 * Math.PI * (n + 1), returns.Events[n].Time, 20 * error);
            Assert.Equal(1, returns.Events[n].State[0], 20 * error);
            Assert.Equal(0, returns.Events[n].State[1], 1e-14);
            Assert.True(returns.Events[n].Rising);
        }

        Assert.InRange(solver.Time, returns.Events[2].Time, 100);
    }

    [Fact]
    public void Directions_are_those_of_the_integration_also_backwards()
    {
        EventLocator rising = new(new PoincareSection([0, 0], [0, 1]), EventDirection.Rising, after: 0.1);
        EventLocator falling = new(new PoincareSection([0, 0], [0, 1]), EventDirection.Falling, after: 0.1);
        EventLocator either = new(new PoincareSection([0, 0], [0, 1]), after: 0.1);
        foreach (EventLocator locator in new[] { rising, falling, either })
        {
            new OdeSolver(Rotation, new FlowSolver("dopri5")).Integrate([1, 0], -10, locator);
        }

        Assert.Equal([-2 * Math.PI], falling.Events.Select(e => e.Time), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal([-Math.PI, -3 * Math.PI], rising.Events.Select(e => e.Time), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal(3, either.Events.Count);
    }

    /// <summary>The period of van der Pol's oscillator at μ = 1, 6.6632868593231…</summary>
    [Fact]
    public void Van_der_Pol_returns_to_its_section_after_its_period()
    {
        EventLocator returns = new(new PoincareSection([0, 0], [0, 1]), EventDirection.Falling);
        new OdeSolver(new VanDerPol(1), new FlowSolver("dopri5", 1, 1e-12, 1e-14)).Integrate([2, 0], 100, returns);
        Assert.Equal(6.6632868593, returns.Events[^1].Time - returns.Events[^2].Time, 1e-9);
        Assert.Equal(returns.Events[^2].State[0], returns.Events[^1].State[0], 1e-10);
    }

    [Fact]
    public void An_event_is_as_accurate_as_the_steps_where_the_extension_is_not()
    {
        ZeroAt half = new(0.5);
        EventLocator crossing = new(half);
        new OdeSolver(new Logistic(), new FlowSolver("dopri5", 1, 1e-8, 1e-10)).Integrate([0.01], 20, crossing);
        FlowEvent only = Assert.Single(crossing.Events);
        Assert.Equal(Math.Log(99), only.Time, 1e-6);
        Assert.Equal(Logistic.Flow(0.01, only.Time), only.State[0], 2e-7);
        Assert.Equal(0.5, only.State[0], 1e-15);
    }

    [Fact]
    public void A_step_within_a_step_leaves_the_integration_as_it_is()
    {
        foreach (string name in new[] { "dopri5", "rk4", "sdirk4" })
        {
            FlowSolver solver = new(name, 50);
            double[] plain = [2, 0];
            double[] watched = [2, 0];
            new OdeSolver(new VanDerPol(1), solver).Integrate(plain, 7);
            new OdeSolver(new VanDerPol(1), solver).Integrate(watched, 7, new Prober());
            Assert.Equal(plain, watched);
        }
    }

    private sealed class Prober : IStepObserver
    {
        public bool Accepted(in DenseStep step)
        {
            double[] taken = new double[2];
            double[] between = new double[2];
            step.Step(0.4, taken);
            step.At(0.4, between);
            Assert.Equal(taken[0], between[0], 1e-3);
            step.Step(1, taken);
            Assert.Equal(step.After.ToArray(), taken);
            return true;
        }
    }

    private sealed class ZeroAt(double level) : IEventFunction
    {
        public double Value(ReadOnlySpan<double> x) => x[0] - level;
    }
}
