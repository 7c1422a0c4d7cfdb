using System.Numerics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.FixedPoints.Flows;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints.Flows;

/// <summary>Networks that are the flow of a field, against closed forms of its equilibria, its periodic orbits and the maps of its schemes.</summary>
public sealed class FlowFixedPointTests
{
    private static readonly FlowSolver Adaptive = new("dopri5", 1, 1e-10, 1e-12);

    [Fact]
    public void A_gradient_like_field_has_its_nine_equilibria_certified_in_the_flow_convention()
    {
        // ẋ_i = −x_i + tanh 2x_i: zeros 0 and ±x* with x* = tanh 2x*, slopes 1 and 2(1 − x*²) − 1.
        Network field = Field([2, 0, 0, 2], 0);
        FixedPointResult found = new Network(2, [new Flow(field, 0.75, Adaptive)]).FixedPoints(Box.Cube(2, -2, 2));
        double zero = Root(x => Math.Tanh(2 * x) - x, 0.5, 1);
        double[] grid = [-zero, 0, zero];
        Assert.Equal((FixedPointMethod.Boxes, true, EvidenceLevel.Certified, 9), (found.Method, found.Complete, found.Evidence, found.Points.Length));
        Assert.Equal(9, found.Equilibria.Length);
        for (int k = 0; k < 9; k++)
        {
            double[] expected = [grid[k / 3], grid[k % 3]];
            double[] slopes = [.. expected.Select(x => (2 * (1 - (Math.Tanh(2 * x) * Math.Tanh(2 * x)))) - 1).OrderDescending()];
            FixedPoint equilibrium = found.Equilibria[k];
            FixedPoint point = found.Points[k];
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(expected[i], equilibrium.X[i], 1e-12);
                Assert.Contains(equilibrium.Eigenvalues, value => Math.Abs(value.Real - slopes[i]) < 1e-9 && value.Imaginary == 0);
                Assert.Contains(point.Eigenvalues, value => Math.Abs(value.Real - Math.Exp(0.75 * slopes[i])) < 1e-9);
            }

            Stability stability = slopes[1] > 0 ? Stability.Repelling : slopes[0] < 0 ? Stability.Attracting : Stability.Saddle;
            Assert.Equal((SystemKind.Flow, stability, EvidenceLevel.Certified), (equilibrium.Judged, equilibrium.Stability, equilibrium.StabilityEvidence));
            Assert.Equal((SystemKind.Map, stability, EvidenceLevel.Certified), (point.Judged, point.Stability, point.Evidence));
            Assert.True(equilibrium.Enclosure!.Contains([.. equilibrium.X]));
            Assert.All(point.EigenvalueRadii, radius => Assert.True(radius < 1e-6));
        }

        Assert.Contains(found.Theory, entry => entry is { Theorem: "least periods", Applies: true });
    }

    [Theory]
    [InlineData(0.25, 1.5)]
    [InlineData(-0.25, 2.0)]
    public void The_focus_of_a_Hopf_field_has_the_eigenvalues_of_its_normal_form(double mu, double omega)
    {
        // ẋ = −x + tanh(Wx) with W = (1 + μ)I + ωJ: Df(0) = μI + ωJ.
        Network field = Field([1 + mu, -omega, omega, 1 + mu], 0);
        FixedPointResult found = new Network(2, [new Flow(field, 0.5, Adaptive)]).FixedPoints(Box.Cube(2, -1.5, 1.25));
        FixedPoint focus = Assert.Single(found.Equilibria);
        Assert.True(found.Complete);
        Assert.Equal((mu > 0 ? Stability.Repelling : Stability.Attracting, EvidenceLevel.Certified), (focus.Stability, focus.StabilityEvidence));
        Assert.All(focus.Eigenvalues, value => Assert.Equal(mu, value.Real, 1e-12));
        Assert.Equal([-omega, omega], focus.Eigenvalues.Select(value => value.Imaginary).Order(), (a, b) => Math.Abs(a - b) < 1e-12);
        Complex expected = Complex.Exp(0.5 * new Complex(mu, omega));
        Assert.Contains(found.Points[0].Eigenvalues, value => Complex.Abs(value - expected) < 1e-12);
    }

    [Fact]
    public void The_cycle_of_a_Hopf_field_is_fixed_under_its_period()
    {
        Network field = Field([1.5, -1.5, 1.5, 1.5], 0);
        double period = PeriodOfTheCycle(field, [0.8, 0]);
        FixedPointResult found = new Network(2, [new Flow(field, period, Adaptive)]).FixedPoints(Box.Cube(2, -1.5, 1.6), new FixedPointOptions { Starts = 48 });
        Assert.Equal((false, EvidenceLevel.Sampled, 1), (found.Complete, found.Evidence, found.Equilibria.Length));
        FixedPoint moving = Assert.Single(found.Points, point => point.Remark?.Contains("closed orbit", StringComparison.Ordinal) == true);
        Assert.Equal(2, found.Points.Length);
        Assert.Equal(EvidenceLevel.Numerical, moving.Evidence);
        Assert.Contains(moving.Eigenvalues, value => Complex.Abs(value - 1) < 1e-5);
        Assert.Contains(found.Theory, entry => entry is { Theorem: "least periods", Applies: false });
    }

    [Fact]
    public void A_third_of_the_period_makes_cycles_of_three_points_of_the_orbit()
    {
        Network field = Field([1.5, -1.5, 1.5, 1.5], 0);
        double period = PeriodOfTheCycle(field, [0.8, 0]);
        FixedPointResult found = new Network(2, [new Flow(field, period / 3, Adaptive)])
            .FixedPoints(Box.Cube(2, -1.5, 1.6), new FixedPointOptions { Starts = 16, Period = 3 });
        Cycle cycle = Assert.Single(found.Cycles);
        Assert.Equal(3, cycle.Period);
        Assert.Contains("closed orbit", cycle.Remark, StringComparison.Ordinal);
        Assert.Single(found.Points);
    }

    [Fact]
    public void A_centre_whose_period_is_T_fixes_everything()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [0, -1, 1, 0]), [0, 0])]);
        FixedPointResult found = new Network(2, [new Flow(field, 2 * Math.PI, Adaptive)]).FixedPoints(Box.Cube(2, -1, 1.5), new FixedPointOptions { Starts = 8 });
        FixedPoint centre = Assert.Single(found.Equilibria);
        Assert.Equal((Stability.Neutral, FixedPointMethod.Cells), (centre.Stability, found.Method));
        Assert.False(found.Complete);
        Assert.True(found.Points.Length > 1);
        FixedPointResult shorter = new Network(2, [new Flow(field, 6.25, Adaptive)]).FixedPoints(Box.Cube(2, -1, 1.5));
        Assert.True(shorter.Complete);
        Assert.Single(shorter.Points);
    }

    [Fact]
    public void Two_Euler_steps_fix_points_that_the_flow_moves()
    {
        // ẏ = −3 tanh y in steps of 1: the step is odd, so that y − 3 tanh y = −y is fixed by two of them.
        Network field = new(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [-3]), [0])]);
        double spurious = Root(y => (3 * Math.Tanh(y)) - (2 * y), 1, 2);
        FixedPointResult found = new Network(1, [new Flow(field, 2, new FlowSolver("euler", 2))]).FixedPoints(Box.Cube(1, -3, 3.5));
        Assert.Equal([-spurious, 0, spurious], found.Points.Select(point => point.X[0]), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Contains("spurious", found.Points[0].Remark, StringComparison.Ordinal);
        Assert.Contains("spurious", found.Points[2].Remark, StringComparison.Ordinal);
        FixedPoint zero = Assert.Single(found.Equilibria);
        Assert.Equal(Stability.Attracting, zero.Stability);
        Assert.Equal(-3, zero.Eigenvalues[0].Real, 1e-12);

        // The factor of a step is 1 − 3, of two of them 4.
        Assert.Equal((Stability.Repelling, 4.0), (found.Points[1].Stability, Math.Round(found.Points[1].Eigenvalues[0].Real, 12)));
        Assert.Contains("attracting under the exact flow", found.Points[1].Remark, StringComparison.Ordinal);

        FixedPointResult exact = new Network(1, [new Flow(field, 2, Adaptive)]).FixedPoints(Box.Cube(1, -3, 3.5));
        Assert.Equal((true, 1), (exact.Complete, exact.Points.Length));
        FixedPointResult shorter = new Network(1, [new Flow(field, 2, new FlowSolver("euler", 8))]).FixedPoints(Box.Cube(1, -3, 3.5));
        Assert.Equal((true, 1), (shorter.Complete, shorter.Points.Length));
    }

    [Fact]
    public void A_long_midpoint_step_has_fixed_points_of_its_own()
    {
        // y + h f(y + h/2 f(y)) = y where the midpoint is a zero of f: y = 2 tanh y for h = 1, f = −4 tanh.
        Network field = new(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [-4]), [0])]);
        double spurious = Root(y => (2 * Math.Tanh(y)) - y, 1, 3);
        FixedPointResult found = new Network(1, [new Flow(field, 1, new FlowSolver("midpoint", 1))]).FixedPoints(Box.Cube(1, -3, 3.5));
        Assert.Equal([-spurious, 0, spurious], found.Points.Select(point => point.X[0]), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.All([found.Points[0], found.Points[2]], point => Assert.Contains("spurious", point.Remark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void The_multipliers_are_those_of_the_map_itself(string solver)
    {
        Network field = Field([1.2, -0.7, 0.4, 0.3], 0.2);
        Network network = new(2, [new Flow(field, 0.8, new FlowSolver(solver, 5, 1e-11, 1e-13))]);
        FixedPointResult flow = network.FixedPoints(Box.Cube(2, -2, 2));
        FixedPointResult newton = network.FixedPoints(Box.Cube(2, -2, 2), new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 64 });
        Assert.NotEmpty(flow.Points);
        Assert.Equal(flow.Points.Length, newton.Points.Length);
        foreach ((FixedPoint proved, FixedPoint sampled) in flow.Points.Zip(newton.Points))
        {
            Assert.Equal(sampled.Stability, proved.Stability);
            foreach (Complex value in proved.Eigenvalues)
            {
                Assert.Contains(sampled.Eigenvalues, other => Complex.Abs(value - other) < 1e-8);
            }
        }
    }

    [Fact]
    public void Affine_maps_around_a_flow_change_coordinates_when_they_are_inverses_exactly()
    {
        Network field = Field([2, 0, 0, 0.5], 0);
        Affine into = new(new Matrix(2, 2, [2, 1, 0, 0.5]), [1, -0.25]);
        Affine back = new(new Matrix(2, 2, [0.5, -1, 0, 2]), [-0.75, 0.5]);
        Network network = new(2, [into, new Flow(field, 1, Adaptive), back]);
        FixedPointResult found = network.FixedPoints(Box.Cube(2, -3, 3));
        double zero = Root(x => Math.Tanh(2 * x) - x, 0.5, 1);
        Assert.True(found.Complete);
        Assert.Equal(3, found.Points.Length);
        foreach ((FixedPoint point, double y) in found.Points.Zip([-zero, 0, zero]))
        {
            Assert.Equal((0.5 * y) - 0.75, point.X[0], 1e-12);
            Assert.Equal(0.5, point.X[1], 1e-12);
            Assert.Equal(point.X[0], network.Evaluate([.. point.X])[0], 1e-9);
        }

        Affine nearly = new(new Matrix(2, 2, [0.5, -1, 0, Math.BitIncrement(2)]), [-0.75, 0.5]);
        FixedPointResult other = new Network(2, [into, new Flow(field, 1, Adaptive), nearly]).FixedPoints(Box.Cube(2, -3, 3), new FixedPointOptions { Starts = 32 });
        Assert.Equal((FixedPointMethod.Newton, EvidenceLevel.Sampled, 0), (other.Method, other.Evidence, other.Equilibria.Length));
        Assert.Contains(other.Remarks, remark => remark.Contains("do not undo each other", StringComparison.Ordinal));
    }

    [Fact]
    public void Flows_of_one_field_in_a_row_are_one_flow()
    {
        // ẋ = −x + tanh 2x: equilibria 0 and ±x*, multipliers e^{Tλ} with T the sum of the times, or (1 + hλ)^N of all steps together.
        Network field = Field([2, 0, 0, 0.5], 0);
        Affine into = new(new Matrix(2, 2, [2, 1, 0, 0.5]), [1, -0.25]);
        Affine back = new(new Matrix(2, 2, [0.5, -1, 0, 2]), [-0.75, 0.5]);
        Flow half = new(field, 0.5, Adaptive);
        Network same = new(2, [into, half, back, into, new Flow(Field([2, 0, 0, 0.5], 0), 0.75, Adaptive), back]);
        FixedPointResult found = same.FixedPoints(Box.Cube(2, -3, 3));
        Assert.Equal((true, EvidenceLevel.Certified, 3, 3), (found.Complete, found.Evidence, found.Points.Length, found.Equilibria.Length));
        Assert.Contains(found.Points[1].Eigenvalues, value => Math.Abs(value.Real - Math.Exp(1.25)) < 1e-9);
        Assert.NotNull(same.FlowField());

        Network euler = new(2, [new Flow(field, 0.5, new FlowSolver("euler", 4)), new Flow(field, 0.25, new FlowSolver("euler", 2))]);
        FixedPoint zero = euler.FixedPoints(Box.Cube(2, -0.25, 0.5)).Points.Single();
        Assert.Contains(zero.Eigenvalues, value => Math.Abs(value.Real - Math.Pow(1.125, 6)) < 1e-9);
    }

    [Theory]
    [InlineData(0.5, 4, "do not join")]
    [InlineData(-0.5, 2, "do not join")]
    [InlineData(0.75, 2, "do not join")]
    public void Flows_that_do_not_join_are_left_to_Newton_with_a_remark(double time, int steps, string reason)
    {
        Network field = Field([2, 0, 0, 0.5], 0);
        Network network = new(2, [new Flow(field, 0.5, new FlowSolver("euler", 2)), new Flow(field, time, new FlowSolver("euler", steps))]);
        FixedPointResult found = network.FixedPoints(Box.Cube(2, -0.5, 0.5), new FixedPointOptions { Starts = 8 });
        Assert.Equal((FixedPointMethod.Newton, EvidenceLevel.Sampled, 0), (found.Method, found.Evidence, found.Equilibria.Length));
        Assert.Contains(found.Remarks, remark => remark.Contains(reason, StringComparison.Ordinal));
        Assert.Null(network.FlowField());
    }

    [Fact]
    public void Layers_beside_a_flow_are_named_as_the_reason_for_Newton()
    {
        Flow flow = new(Field([0.5, 0, 0, 0.25], 0), 1, Adaptive);
        FixedPointResult beside = new Network(2, [new Elementwise(new Tanh()), flow]).FixedPoints(Box.Cube(2, -1, 1.5), new FixedPointOptions { Starts = 8 });
        Assert.Contains(beside.Remarks, remark => remark.Contains("no affine maps stand beside", StringComparison.Ordinal));
        FixedPointResult inside = new Network(2, [new Residual(new Network(2, [flow]))]).FixedPoints(Box.Cube(2, -1, 1.5), new FixedPointOptions { Starts = 8 });
        Assert.Contains(inside.Remarks, remark => remark.Contains("inside a residual block", StringComparison.Ordinal));
        Assert.All(beside.Points, point => Assert.Equal(EvidenceLevel.Numerical, point.Evidence));
    }

    [Fact]
    public void Equilibria_of_a_field_in_many_dimensions_are_proved_one_by_one()
    {
        // ẋ_i = −x_i + tanh 2x_i in 24 dimensions has 3²⁴ equilibria: boxes cannot end, and each point that Newton's method reaches has coordinates 0 and ±x*.
        const int d = 24;
        double[] both = new double[2 * d * d];
        double[] join = new double[d * 2 * d];
        for (int i = 0; i < d; i++)
        {
            (both[(i * d) + i], both[((d + i) * d) + i]) = (2, 1);
            (join[(i * 2 * d) + i], join[(i * 2 * d) + d + i]) = (1, -1);
        }

        Activation[] units = [.. Enumerable.Repeat<Activation>(new Tanh(), d), .. Enumerable.Repeat<Activation>(new Identity(), d)];
        Network field = new(d, [new Affine(new Matrix(2 * d, d, both), new double[2 * d]), new Elementwise(units), new Affine(new Matrix(d, 2 * d, join), new double[d])]);
        FixedPointResult found = new Network(d, [new Flow(field, 1, Adaptive)])
            .FixedPoints(Box.Cube(d, -1.5, 1.5), new FixedPointOptions { Starts = 8 });
        double zero = Root(x => Math.Tanh(2 * x) - x, 0.5, 1);
        Assert.Equal((false, EvidenceLevel.Sampled), (found.Complete, found.Evidence));
        Assert.NotEmpty(found.Equilibria);
        Assert.All(found.Equilibria, point =>
        {
            Assert.Equal(EvidenceLevel.Certified, point.Evidence);
            Assert.All(point.X, x => Assert.True(Math.Min(Math.Abs(x), Math.Abs(Math.Abs(x) - zero)) < 1e-9));
        });
        Assert.Contains(found.Theory, entry => entry is { Theorem: "least periods", Applies: true });
    }

    [Fact]
    public void Backwards_in_time_stability_is_the_other_way_round()
    {
        Network field = Field([0.5, 0, 0, 0.25], 0);
        FixedPointResult found = new Network(2, [new Flow(field, -1, Adaptive)]).FixedPoints(Box.Cube(2, -1, 1.5));
        Assert.Equal(Stability.Attracting, Assert.Single(found.Equilibria).Stability);
        FixedPoint point = Assert.Single(found.Points);
        Assert.Equal(Stability.Repelling, point.Stability);
        Assert.Equal(Math.Exp(0.75), point.Eigenvalues[0].Real, 1e-12);
    }

    [Fact]
    public void Equilibria_of_a_field_with_kinks_are_exact()
    {
        // ẋ = (|x| − ½, −y − ½ r(x)): equilibria (−½, 0) and (½, −¼), eigenvalues {−1, −1} and {1, −1}.
        Network field = new(
            2,
            [
                new Affine(new Matrix(3, 2, [1, 0, -1, 0, 0, 1]), [0, 0, 0]),
                new Elementwise([new Relu(), new Relu(), new Identity()]),
                new Affine(new Matrix(2, 3, [1, 1, 0, -0.5, 0, -1]), [-0.5, 0]),
            ]);
        FixedPointResult found = new Network(2, [new Flow(field, 1, Adaptive)]).FixedPoints(Box.Cube(2, -2, 2));
        Assert.Equal((FixedPointMethod.Cells, true, EvidenceLevel.Certified), (found.Method, found.Complete, found.Evidence));
        Assert.Equal<double>([-0.5, 0], found.Equilibria[0].X);
        Assert.Equal<double>([0.5, -0.25], found.Equilibria[1].X);
        Assert.Equal([Stability.Attracting, Stability.Saddle], found.Equilibria.Select(point => point.Stability));
        Assert.All(found.Equilibria, point => Assert.Equal((SystemKind.Flow, 0.0), (point.Judged, point.Residual)));
        Assert.Equal([1, -1], found.Equilibria[1].Eigenvalues.Select(value => value.Real).OrderDescending(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Contains(found.Points[1].Eigenvalues, value => Math.Abs(value.Real - Math.E) < 1e-12);
    }

    [Fact]
    public void An_equilibrium_on_a_kink_is_certified_and_its_stability_open()
    {
        Network field = new(1, [new Elementwise(new Relu()), new Affine(new Matrix(1, 1, [-2]), [0]),]);
        Network shifted = new(1, [new Residual(new Network(1, [.. field.Layers]))]);
        FixedPointResult found = new Network(1, [new Flow(shifted, 1, Adaptive)]).FixedPoints(Box.Cube(1, -1, 1));
        FixedPoint point = Assert.Single(found.Equilibria);
        Assert.True(point.OnKink);
        Assert.Equal((0.0, EvidenceLevel.Certified, Stability.Undecided), (point.X[0], point.Evidence, point.Stability));
    }

    private static Network Field(double[] weight, double bias) => new(
        2,
        [
            new Affine(new Matrix(4, 2, [.. weight, 1, 0, 0, 1]), [bias, bias, 0, 0]),
            new Elementwise([new Tanh(), new Tanh(), new Identity(), new Identity()]),
            new Affine(new Matrix(2, 4, [1, 0, -1, 0, 0, 1, 0, -1]), [0, 0]),
        ]);

    /// <summary>The time between two upward crossings of the first axis, after a long transient; by halving of the last step.</summary>
    private static double PeriodOfTheCycle(Network field, double[] start)
    {
        OdeSolver solver = new(field.AsField(), new FlowSolver("dopri5", 1, 1e-12, 1e-14));
        double[] x = [.. start];
        solver.Integrate(x, 200);
        _ = Crossing(solver, x);
        return Crossing(solver, x);
    }

    private static double Crossing(OdeSolver solver, double[] x)
    {
        const double step = 1e-2;
        double time = 0;
        while (true)
        {
            double[] next = [.. x];
            solver.Integrate(next, step);
            if (x[1] < 0 && next[1] >= 0)
            {
                (double low, double high) = (0, step);
                for (int i = 0; i < 60; i++)
                {
                    double middle = 0.5 * (low + high);
                    double[] at = [.. x];
                    solver.Integrate(at, middle);
                    (low, high) = at[1] < 0 ? (middle, high) : (low, middle);
                }

                solver.Integrate(x, high);
                x[1] = 0;
                return time + high;
            }

            next.CopyTo(x, 0);
            time += step;
        }
    }

    private static double Root(Func<double, double> f, double low, double high)
    {
        bool sign = f(low) > 0;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = f(middle) > 0 == sign ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }
}
