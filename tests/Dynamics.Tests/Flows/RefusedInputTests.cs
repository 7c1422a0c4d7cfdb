using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.DepthLimit;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Stiffness;
using TorchDynInspect.Dynamics.TimeMaps;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>Every door of the readings of flows, with what does not fit through it.</summary>
public class RefusedInputTests
{
    private const double NaN = double.NaN;
    private const double Infinite = double.PositiveInfinity;

    private static readonly FlowSolver Solver = new("dopri5");

    private static readonly Network Field = new(2, [new Elementwise(new Tanh()), new Affine(new Matrix(2, 2, [-1, -2, 2, -1]), [0, 0])]);

    private static readonly Network Flow = new(2, [new Flow(Field, 1, Solver)]);

    private static readonly Network Scalar = new(2, [new Flow(Field, 1, Solver), new Affine(new Matrix(1, 2, [1, 1]), [0])]);

    private static readonly Network Wide = new(2, [new Affine(new Matrix(3, 2, new double[6]), new double[3])]);

    private static readonly Box Square = Box.Cube(2, -1, 1);

    private static readonly Box Cube = Box.Cube(3, -1, 1);

    private static readonly Matrix Origin = new(1, 2, [0.5, 0]);

    private static readonly Matrix Space = new(1, 3, [0, 0, 0]);

    private static readonly Dictionary<string, Action> Doors = new()
    {
        ["solver: no name"] = () => _ = new OdeSolver(Field.AsField(), new FlowSolver(string.Empty)),
        ["solver: negative steps"] = () => _ = new OdeSolver(Field.AsField(), new FlowSolver("rk4", -1)),
        ["solver: no steps at most"] = () => _ = new OdeSolver(Field.AsField(), Solver with { MaxSteps = 0 }),
        ["solver: infinite tolerance"] = () => _ = new OdeSolver(Field.AsField(), Solver with { AbsoluteTolerance = Infinite }),
        ["field: another width"] = () => Wide.AsField(),
        ["variational equations: no direction"] = () => _ = new VariationalSolver(Field.AsField(), Solver, 1, 0),
        ["variational equations: order 3"] = () => _ = new VariationalSolver(Field.AsField(), Solver, 3),
        ["trajectory: short start"] = () => Field.AsField().Trajectory([0], 1, 3, Solver),
        ["trajectory: start NaN"] = () => Field.AsField().Trajectory([0, NaN], 1, 3, Solver),
        ["trajectory: infinite time"] = () => Field.AsField().Trajectory([0, 0], Infinite, 3, Solver),
        ["trajectory: one time"] = () => Field.AsField().Trajectory([0, 0], 1, 1, Solver),
        ["trajectory: negative count"] = () => Field.AsField().Trajectory([0, 0], 1, -4, Solver),
        ["trajectory: times NaN"] = () => Field.AsField().Trajectory([0, 0], [0, NaN], Solver),
        ["trajectory: times to and fro"] = () => Field.AsField().Trajectory([0, 0], [0, 2, 1], Solver),
        ["time map: short point"] = () => Field.AsField().TimeMap([0], 1, Solver),
        ["time map: point NaN"] = () => Field.AsField().TimeMap([NaN, 0], 1, Solver),
        ["time map: time NaN"] = () => Field.AsField().TimeMap([0, 0], NaN, Solver),
        ["time map: order −1"] = () => Field.AsField().TimeMap([0, 0], 1, Solver, -1),
        ["section: normal 0"] = () => _ = new PoincareSection([0, 0], [0, 0]),
        ["section: lengths differ"] = () => _ = new PoincareSection([0, 0], [1]),
        ["section: normal NaN"] = () => _ = new PoincareSection([0, 0], [NaN, 1]),
        ["events: none at most"] = () => _ = new EventLocator(new PoincareSection([0, 0], [1, 0]), limit: 0),
        ["events: after NaN"] = () => _ = new EventLocator(new PoincareSection([0, 0], [1, 0]), after: NaN),
        ["batch: starts of another width"] = () => Field.Trajectories(Space, 1, Solver),
        ["batch: one sample"] = () => Field.Trajectories(Origin, 1, Solver, 1),
        ["batch: negative samples"] = () => Field.Trajectories(Origin, 1, Solver, -3),
        ["batch: time NaN"] = () => Field.Trajectories(Origin, NaN, Solver),
        ["batch: field of another width"] = () => Wide.Trajectories(Origin, 1, Solver),
        ["batch of time maps: order 3"] = () => Field.TimeMaps(Origin, 1, Solver, 3),
        ["batch of time maps: infinite time"] = () => Field.TimeMaps(Origin, Infinite, Solver),
        ["orbits: box of another dimension"] = () => Field.PeriodicOrbits(Cube),
        ["orbits: starts of another width"] = () => Field.PeriodicOrbits(Square, null, Space),
        ["orbits: negative starts"] = () => Orbits(options => options with { Starts = -1 }),
        ["orbits: transient NaN"] = () => Orbits(options => options with { Transient = NaN }),
        ["orbits: infinite horizon"] = () => Orbits(options => options with { Horizon = Infinite }),
        ["orbits: no return"] = () => Orbits(options => options with { MaxReturns = 0 }),
        ["orbits: close return NaN"] = () => Orbits(options => options with { CloseReturn = NaN }),
        ["orbits: negative candidates"] = () => Orbits(options => options with { MaxCandidates = -1 }),
        ["orbits: no iteration"] = () => Orbits(options => options with { MaxIterations = 0 }),
        ["orbits: one point"] = () => Orbits(options => options with { Points = 1 }),
        ["orbits: negative workers"] = () => Orbits(options => options with { Workers = -1 }),
        ["orbits: negative budget"] = () => Orbits(options => options with { Budget = TimeSpan.FromSeconds(-5) }),
        ["orbits: unknown scheme"] = () => Orbits(options => options with { SearchSolver = new FlowSolver("rk45") }),
        ["orbits: field of another width"] = () => Wide.PeriodicOrbits(Square),
        ["exponents: starts of another width"] = () => Field.AsField().LyapunovSpectra(Space),
        ["exponents: negative transient"] = () => Exponents(options => options with { Transient = -1 }),
        ["exponents: infinite duration"] = () => Exponents(options => options with { Duration = Infinite }),
        ["exponents: interval 0"] = () => Exponents(options => options with { Interval = 0 }),
        ["exponents: none"] = () => Exponents(options => options with { Exponents = 0 }),
        ["exponents: more than dimensions"] = () => Exponents(options => options with { Exponents = 3 }),
        ["exponents: zero errors NaN"] = () => Exponents(options => options with { ZeroErrors = NaN }),
        ["exponents: negative zero time"] = () => Exponents(options => options with { ZeroTime = -1 }),
        ["exponents: negative cycle"] = () => Exponents(options => options with { LongestCycle = -1 }),
        ["exponents: negative workers"] = () => Exponents(options => options with { Workers = -1 }),
        ["exponents: more intervals than memory holds"] = () => Exponents(options => options with { Duration = 1e12, Interval = 1 }),
        ["exponents of a map: half an iteration"] = () => Field.LyapunovSpectra(Origin, new LyapunovOptions { Interval = 0.5 }),
        ["exponents of a map: another width"] = () => Wide.LyapunovSpectra(Origin),
        ["stiffness: short start"] = () => Field.AsField().Stiffness([0], 1, 3, Solver),
        ["stiffness: negative time"] = () => Field.AsField().Stiffness([0, 0], -1, 3, Solver),
        ["stiffness: no states"] = () => Field.AsField().StiffnessAlong([], new Matrix(0, 2, [])),
        ["stiffness: times and states"] = () => Field.AsField().StiffnessAlong([0, 1], Origin),
        ["stiffness: time NaN"] = () => Field.AsField().StiffnessAlong([NaN], Origin),
        ["stiffness: states of another width"] = () => Field.AsField().StiffnessAlong([0], Space),
        ["stiffness: threshold NaN"] = () => Field.AsField().StiffnessAlong([0], Origin, new StiffnessOptions { DecayThreshold = NaN }),
        ["stiffness: negative share"] = () => Field.AsField().StiffnessAlong([0], Origin, new StiffnessOptions { NegligibleShare = -1 }),
        ["contraction: box of another dimension"] = () => Field.Contraction(Cube),
        ["contraction: a flow"] = () => Flow.Contraction(Square),
        ["contraction: no parts"] = () => Field.Contraction(Square, new ContractionOptions { MaxParts = 0 }),
        ["contraction: tolerance NaN"] = () => Field.Contraction(Square, new ContractionOptions { Tolerance = NaN }),
        ["logarithmic norm: no square"] = () => LogarithmicNorm.Of([1, 2, 3], VectorNorm.One),
        ["logarithmic norm: entry NaN"] = () => LogarithmicNorm.Of([NaN], VectorNorm.Two),
        ["logarithmic norm: no matrix"] = () => LogarithmicNorm.Of([], VectorNorm.Two),
        ["divergence: box of another dimension"] = () => Field.Divergence(Cube),
        ["divergence: negative parts"] = () => Field.Divergence(Square, new ContractionOptions { MaxParts = -1 }),
        ["volume: short point"] = () => Field.AsField().VolumeChange([0], 1),
        ["volume: point NaN"] = () => Field.AsField().VolumeChange([0, NaN], 1),
        ["volume: time NaN"] = () => Field.AsField().VolumeChange([0, 0], NaN),
        ["reading of a time map: short point"] = () => Field.AsField().ReadTimeMap([0], 1),
        ["reading of a time map: infinite time"] = () => Field.AsField().ReadTimeMap([0, 0], Infinite),
        ["cycles of a time map: T = 0"] = () => Orbits(options => options with { Starts = 0 }).TimeMapCycles(0),
        ["cycles of a time map: no period"] = () => Orbits(options => options with { Starts = 0 }).TimeMapCycles(1, 0),
        ["depth limit: box of another dimension"] = () => Flow.DepthLimit(Cube),
        ["depth limit: no samples"] = () => Flow.DepthLimit(Square, new DepthLimitOptions { Samples = 0 }),
        ["depth limit: no points"] = () => Flow.DepthLimit(new Matrix(0, 2, [])),
        ["depth limit: points of another width"] = () => Flow.DepthLimit(Space),
        ["depth limit: accuracy NaN"] = () => Flow.DepthLimit(Origin, new DepthLimitOptions { Accuracy = NaN }),
        ["depth limit: no Euler step"] = () => Flow.DepthLimit(Origin, new DepthLimitOptions { MaxEulerSteps = 0 }),
        ["depth limit: negative parts"] = () => Flow.DepthLimit(Origin, new DepthLimitOptions { MaxParts = -1 }),
        ["depth limit: neither block nor flow"] = () => Field.DepthLimit(Square),
        ["fixed points: box of another dimension"] = () => Flow.FixedPoints(Cube),
        ["fixed points: starts of another width"] = () => Flow.FixedPoints(Square, null, Space),
        ["fixed points: period 0"] = () => Flow.FixedPoints(Square, new FixedPointOptions { Period = 0 }),
        ["fixed points: negative starts"] = () => Flow.FixedPoints(Square, new FixedPointOptions { Starts = -1 }),
        ["fixed points: negative iterations"] = () => Flow.FixedPoints(Square, new FixedPointOptions { MaxIterations = -1 }),
        ["fixed points: tolerance NaN"] = () => Flow.FixedPoints(Square, new FixedPointOptions { Tolerance = NaN }),
        ["fixed points: negative budget"] = () => Flow.FixedPoints(Square, new FixedPointOptions { Budget = TimeSpan.FromSeconds(-1) }),
        ["critical points: box of another dimension"] = () => Scalar.CriticalPoints(Cube),
        ["critical points: two outputs"] = () => Flow.CriticalPoints(Square),
    };

    public static TheoryData<string> Names => [.. Doors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_does_not_fit_is_refused_in_one_line_at_the_door(string door)
    {
        InvalidInputException fault = Assert.ThrowsAny<InvalidInputException>(Doors[door]);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.InRange(fault.Message.Length, 15, 300);
    }

    [Fact]
    public void No_starts_give_no_results()
    {
        Matrix none = new(0, 2, []);
        Assert.Empty(Field.AsField().LyapunovSpectra(none));
        Assert.Equal(0, Field.Trajectories(none, 1, Solver).Starts.Rows);
        Assert.Equal(0, Field.TimeMaps(none, 1, Solver).Starts.Rows);
        Assert.Empty(Orbits(options => options with { Starts = 0 }).Orbits);
    }

    private static PeriodicOrbitResult Orbits(Func<PeriodicOrbitOptions, PeriodicOrbitOptions> change) => Field.PeriodicOrbits(Square, change(new PeriodicOrbitOptions()));

    private static void Exponents(Func<LyapunovOptions, LyapunovOptions> change) =>
        Field.AsField().LyapunovSpectra(Origin, change(new LyapunovOptions { Transient = 1, Duration = 10 }));
}
