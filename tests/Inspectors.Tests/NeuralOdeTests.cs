using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Verification;
using TorchDynInspect.Interchange;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class NeuralOdeTests
{
    public static TheoryData<string, ScalarType, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, ScalarType, bool>();
            foreach (string solver in SolverOptions.Names)
            {
                foreach (ScalarType dtype in new[] { ScalarType.Float32, ScalarType.Float64 })
                {
                    cases.Add(solver, dtype, false);
                    cases.Add(solver, dtype, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_neural_ode_lowers_to_affine_flow_affine_and_gives_its_own_values(string solver, ScalarType dtype, bool hasEverything)
    {
        using NeuralOde model = Model(solver, dtype, hasEverything);
        Inspection inspection = model.Inspect(new InspectionOptions { Probes = 8 });
        Network network = inspection.RequireNetwork();
        if (hasEverything)
        {
            Assert.True(network.Layers is [Affine, Flow, Affine]);
            Assert.Equal((3, 1), (network.Inputs, network.Outputs));
            Assert.Equal(4, ((Flow)network.Layers[1]).Field.Inputs);
            Assert.Equal(["lift", "field", "field.layer0", "field.activation0", "field.layer1", "readout"], inspection.Summary.Rows.Skip(1).Select(row => row.Path));
        }
        else
        {
            Assert.True(network.Layers is [Flow]);
        }

        Flow flow = network.Layers.OfType<Flow>().Single();
        Assert.Equal((model.Options.Time, solver), (flow.Time, flow.Solver.Name));
        Assert.InRange(inspection.Verification!.WorstRatio, 0, 1);

        Matrix points = Samples.Uniform(10, network.Inputs, 2, 3);
        Matrix values = network.Evaluate(points);
        using DisposeScope scope = NewDisposeScope();
        double[] outputs = Tensors.Doubles(model.forward(tensor(points.Values.ToArray(), [10, network.Inputs], dtype: dtype)));
        double tolerance = dtype == ScalarType.Float32 ? 1e-4 : model.Options.Solver.IsAdaptive ? 1e-5 : 1e-12;
        for (int i = 0; i < outputs.Length; i++)
        {
            Assert.InRange(Math.Abs(values.Values[i] - outputs[i]), 0, tolerance);
        }
    }

    [Theory]
    [InlineData("rk4", ScalarType.Float64, 1e-10)]
    [InlineData("rk4", ScalarType.Float32, 1e-2)]
    [InlineData("dopri5", ScalarType.Float64, 1e-3)]
    [InlineData("sdirk4", ScalarType.Float64, 1e-3)]
    public void The_bound_of_the_whole_flow_is_of_the_size_of_rounding_or_of_the_tolerance(string solver, ScalarType dtype, double largest)
    {
        using NeuralOde model = Model(solver, dtype, hasEverything: false);
        Assert.InRange(model.Inspect().Verification!.Tolerance, 1e-16, largest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_saved_neural_ode_is_read_back_by_its_architecture(bool hasEverything)
    {
        using NeuralOde model = Model("sdirk4", ScalarType.Float32, hasEverything);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.dat");
        try
        {
            model.save(file);
            Network read = NetworkFile.Read(file, model.Architecture);
            Assert.Equal(model.Inspect().RequireNetwork().Layers.AsEnumerable(), read.Layers.AsEnumerable());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("softplus")]
    [InlineData("relu")]
    [InlineData("hardtanh")]
    public void Random_neural_odes_are_never_refused(string activation)
    {
        var random = new Random(5);
        for (int i = 0; i < 12; i++)
        {
            ScalarType dtype = i % 2 == 0 ? ScalarType.Float32 : ScalarType.Float64;
            double tolerance = Math.Pow(10, -random.Next(2, dtype == ScalarType.Float32 ? 7 : 9));
            using var model = new NeuralOde(new NeuralOdeOptions(random.Next(1, 4), random.Next(2, 16))
            {
                Time = (random.NextDouble() * 6) - 2, TimeInput = random.Next(3) == 0, Augmentation = random.Next(2), Dtype = dtype, Seed = i,
                Activation = activation, WeightInitialiser = "xavier_normal",
                Solver = new SolverOptions(SolverOptions.Names[i % 6]) { Steps = random.Next(1, 30), RelativeTolerance = tolerance, AbsoluteTolerance = tolerance / 10 },
            });
            Assert.InRange(model.Inspect(new InspectionOptions { Probes = 4 }).Verification!.WorstRatio, 0, 1);
        }
    }

    [Fact]
    public void A_lowering_with_a_wrong_time_would_be_refused()
    {
        using NeuralOde model = Model("dopri5", ScalarType.Float64, hasEverything: false);
        var lowerings = Lowering.Lowerings.None.With<NeuralOde>((ode, context) =>
            [new Flow(context.Lower(ode.Field, "field"), ode.Options.Time + 1e-3, new FlowSolver("dopri5", 1, 1e-6, 1e-8))]);
        Assert.Throws<LoweringMismatchException>(() => model.Inspect(new InspectionOptions { Lowerings = lowerings }));
    }

    [Fact]
    public void The_deviation_bound_covers_what_a_thousandfold_rounding_does()
    {
        // A module in float32 stands for a computation with unit roundoff 2⁻²⁴: the bound must hold, and not be idle by orders of magnitude.
        using NeuralOde model = Model("rk4", ScalarType.Float32, hasEverything: false);
        VerificationRecord record = model.Inspect().Verification!;
        Assert.InRange(record.MaxDeviation, 1e-9, record.Tolerance);
        Assert.InRange(record.Tolerance, record.MaxDeviation, 1e5 * record.MaxDeviation);
    }

    [Fact]
    public void A_field_of_the_users_that_does_not_lower_leaves_the_whole_opaque()
    {
        using var model = new NeuralOde(new Rotation(), new NeuralOdeOptions(2) { Time = Math.PI / 2, Solver = new SolverOptions("dopri5") { RelativeTolerance = 1e-9 } });
        Inspection inspection = model.Inspect();
        Assert.False(inspection.IsLowered);
        Assert.Contains("field (Rotation)", Assert.Throws<InvalidInputException>(() => inspection.RequireNetwork()).Message, StringComparison.Ordinal);

        // Its Jacobian still comes from the module's own passes: a quarter turn.
        Matrix jacobian = inspection.AffineMap([0.3, -1]).A;
        double[] expected = [0, 1, -1, 0];
        for (int i = 0; i < 4; i++)
        {
            Assert.InRange(Math.Abs(jacobian.Values[i] - expected[i]), 0, 1e-6);
        }
    }

    [Fact]
    public void A_field_of_the_users_lowers_by_the_users_lowering()
    {
        using var model = new NeuralOde(new Rotation(), new NeuralOdeOptions(2) { Time = Math.PI / 2 });
        var lowerings = Lowering.Lowerings.None.With<Rotation>((_, _) => [new Affine(new Matrix(2, 2, [0, 1, -1, 0]), new double[2])]);
        Network network = model.Inspect(new InspectionOptions { Lowerings = lowerings }).RequireNetwork();
        Assert.True(network.Layers is [Flow]);
    }

    [Fact]
    public void A_neural_ode_inside_a_sequential_lowers_in_its_place()
    {
        using var model = nn.Sequential(nn.Linear(3, 2), new NeuralOde(new NeuralOdeOptions(2, 4) { Augmentation = 1 }), nn.Tanh(), nn.Linear(2, 1));
        Assert.True(model.Inspect().RequireNetwork().Layers is [Affine, Affine, Flow, Affine, Elementwise, Affine]);
    }

    [Fact]
    public void An_inspection_leaves_no_trace_and_no_count()
    {
        using NeuralOde model = Model("dopri5", ScalarType.Float32, hasEverything: true);
        using Tensor x = zeros([2, 3]);
        model.forward(x).Dispose();
        Snapshot before = Snapshot.Of(model);
        (SolveStatistics? last, SolverEffortTotals effort) = (model.LastSolve, model.Effort);
        long alive = Tensors.CountAlive();
        model.Inspect();
        Assert.Equal(alive, Tensors.CountAlive());
        before.AssertSameAs(Snapshot.Of(model));
        Assert.Same(last, model.LastSolve);
        Assert.Equal(effort, model.Effort);
    }

    [Fact]
    public void Probe_points_that_blow_up_are_named()
    {
        // ẋ = e^(x + 1) reaches infinity in finite time.
        var line = nn.Linear(1, 1, dtype: ScalarType.Float64);
        nn.init.constant_(line.weight, 1);
        nn.init.constant_(line.bias!, 1);
        using var model = new NeuralOde(nn.Sequential(line, new Models.Activations.Exp()), new NeuralOdeOptions(1) { Time = 50 });
        Assert.Contains("ProbeRadius", Assert.Throws<InvalidInputException>(() => model.Inspect()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("midpoint")]
    [InlineData("rk4")]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void The_modules_scheme_is_that_of_the_managed_solver(string name)
    {
        RungeKuttaScheme own = RungeKuttaScheme.For(name);
        ButcherTableau managed = ButcherTableau.For(name);
        Assert.Equal(managed.Stages, own.Stages);
        Assert.Equal(managed.B, own.B);
        Assert.Equal(managed.Error, own.Error);
        Assert.Equal(managed.Diagonal, own.Diagonal);
        Assert.Equal(managed.IsFirstSameAsLast, own.FirstSameAsLast);
        Assert.Equal(managed.ErrorExponent, own.ErrorOrder);
        for (int i = 0; i < own.Stages; i++)
        {
            Assert.Equal(managed.A[i], own.IsImplicit ? [.. own.A[i], own.Diagonal] : own.A[i]);
        }
    }

    [Theory]
    [InlineData("bosh3", 0.01)]
    [InlineData("dopri5", 0.01)]
    [InlineData("sdirk4", 0.03)]
    public void The_module_takes_the_steps_of_the_managed_solver(string name, double share)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            using var model = new NeuralOde(new NeuralOdeOptions(3, 12)
            {
                Time = 6, Dtype = ScalarType.Float64, Seed = seed, WeightInitialiser = "xavier_normal",
                Solver = new SolverOptions(name) { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 },
            });
            Flow flow = (Flow)model.Inspect(new InspectionOptions { Probes = 2 }).RequireNetwork().Layers[0];
            Matrix points = Samples.Uniform(8, 3, 2, seed);
            using Tensor x = tensor(points.Values.ToArray(), [8, 3]);
            model.forward(x).Dispose();
            var solver = new OdeSolver(new NetworkField(flow.Field), flow.Solver);
            for (int r = 0; r < 8; r++)
            {
                SolverStatistics managed = solver.Integrate(points.Row(r).ToArray(), flow.Time);
                int slack = (int)Math.Ceiling(share * managed.Accepted);
                Assert.InRange(model.LastSolve!.Accepted[r], managed.Accepted - slack, managed.Accepted + slack);
                Assert.InRange(model.LastSolve.Rejected[r], managed.Rejected - slack, managed.Rejected + slack);
            }
        }
    }

    private static NeuralOde Model(string solver, ScalarType dtype, bool hasEverything) => new(new NeuralOdeOptions(2, 10)
    {
        Inputs = hasEverything ? 3 : null,
        Outputs = hasEverything ? 1 : null,
        Augmentation = hasEverything ? 1 : 0,
        TimeInput = hasEverything,
        StartTime = hasEverything ? -0.5 : 0,
        Time = hasEverything ? 1.25 : 2,
        Solver = solver,
        Dtype = dtype,
        WeightInitialiser = "xavier_normal",
        Seed = 8,
    });

    private sealed class Rotation() : nn.Module<Tensor, Tensor>(nameof(Rotation))
    {
        public override Tensor forward(Tensor input) => stack([input.select(1, 1), -input.select(1, 0)], 1);
    }
}
