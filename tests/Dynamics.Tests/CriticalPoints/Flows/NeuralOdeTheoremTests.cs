using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.CriticalPoints.Flows;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Flows;

public sealed class NeuralOdeTheoremTests
{
    [Fact]
    public void A_thousand_narrow_neural_ODEs_have_no_critical_point()
    {
        // N1, and beside it the bound |∇Φ| ≥ σ_min(A) e^(−LT) |ã| that its proof gives, at random points, from the batch engine's derivatives.
        Random random = new(1);
        for (int k = 0; k < 1000; k++)
        {
            int d = 1 + (k % 4);
            int m = 1 + random.Next(d);
            double time = (0.2 + random.NextDouble()) * (k % 2 == 0 ? 1 : -1);
            FlowSolver solver = k % 3 == 0 ? new FlowSolver("rk4", 400) : FlowNetworks.Adaptive;
            Network network = FlowNetworks.Random(d, m, 1 + random.Next(6), k, time, solver, 0.5);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(d, -3, 3));
            Assert.Empty(found.Points);
            Assert.Equal((true, EvidenceLevel.Certified), (found.Complete, found.Evidence));
            Assert.Contains(found.Theory, entry => entry is { Theorem: "N1", Applies: true });

            double[] x = [.. Enumerable.Range(0, d).Select(_ => 3 * FlowNetworks.Gaussian(random))];
            double gradient = Norm(network.AffineMap(x).A.Values);
            Affine lift = (Affine)network.Layers[0];
            double least = BatchSpectra.Of([lift.Weight])[0].SingularValues[^1];
            Assert.True(gradient >= 0.999 * least * Math.Exp(-Lipschitz((Flow)network.Layers[1]) * Math.Abs(time)) * Norm(((Affine)network.Layers[2]).Weight.Values));
        }
    }

    [Fact]
    public void The_search_finds_no_critical_point_of_narrow_neural_ODEs_either()
    {
        for (int k = 0; k < 80; k++)
        {
            int d = k == 79 ? 3 : 1 + (k % 2);
            int m = 1 + (k % d);
            Network network = FlowNetworks.Random(d, m, 4, 5000 + k, 1, FlowNetworks.Adaptive, 1.5);
            CriticalPointResult found = Search(network, Box.Cube(d, -3, 3), 12);
            Assert.Empty(found.Points);
            Assert.Equal((false, EvidenceLevel.Sampled), (found.Complete, found.Evidence));
        }
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Behind_a_lift_of_rank_one_every_critical_point_is_degenerate(int inputs, int phase)
    {
        bool any = false;
        for (int seed = 0; seed < (inputs == 3 ? 3 : 7); seed++)
        {
            Network random = FlowNetworks.Random(inputs, phase, 6, 40 + seed, 1.5, FlowNetworks.Adaptive, 2);

            // The rows are multiples by powers of two, hence exactly of rank 1.
            double[] row = [.. ((Affine)random.Layers[0]).Weight.Row(0)];
            double[] rows = [.. Enumerable.Range(0, phase).SelectMany(i => row.Select(w => (i % 2 == 0 ? 1 : -0.5) * w))];
            Network network = new(inputs, [new Affine(new Matrix(phase, inputs, rows), [.. ((Affine)random.Layers[0]).Bias]), .. random.Layers.Skip(1)]);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(inputs, -3, 3), new CriticalPointOptions { Starts = 12 });
            Assert.Contains(found.Theory, entry => entry is { Theorem: "N3", Applies: true });
            Assert.All(found.Points, point => Assert.Equal((true, (int?)null), (point.Degenerate, point.Index)));
            foreach (CriticalPoint point in found.Points)
            {
                any = true;
                double[] sizes = [.. point.HessianEigenvalues.Select(Math.Abs).Order()];
                Assert.All(sizes.SkipLast(1), size => Assert.True(size <= 1e-8 * (1 + sizes[^1])));

                // The same critical value all along the level set x + ker A.
                double[] other = [.. point.X];
                (other[0], other[1]) = (other[0] + row[1], other[1] - row[0]);
                Assert.Equal(point.Value, network.Evaluate(other)[0], 1e-7);
                Assert.True(Norm(network.AffineMap(other).A.Values) < 1e-5);
            }
        }

        Assert.True(any);
    }

    [Fact]
    public void A_zero_readout_makes_every_point_critical()
    {
        Network random = FlowNetworks.Random(2, 3, 4, 7, 1, FlowNetworks.Adaptive);
        Network network = new(2, [.. random.Layers.Take(2), new Affine(new Matrix(1, 3, [0, 0, 0]), [2.5])]);
        CriticalPointResult found = network.CriticalPoints(Box.Cube(2, -1, 1));
        CriticalPoint point = Assert.Single(found.Points);
        Assert.Equal((true, 2.5), (point.Degenerate, point.Value));
        Assert.Equal((true, EvidenceLevel.Certified), (found.Complete, found.Evidence));
        Assert.Contains(found.Theory, entry => entry is { Theorem: "N3", Applies: true });
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(5.0)]
    public void Long_Euler_steps_fold_where_the_exact_flow_does_not(double slope)
    {
        // One step of ẏ = −c tanh y of length 1 is y − c tanh y, whose slope vanishes where cosh² y = c.
        Network field = new(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [-slope]), [0])]);
        Network Ode(FlowSolver solver) => new(1, [new Flow(field, 1, solver), new Affine(new Matrix(1, 1, [2]), [1])]);
        CriticalPointResult folded = Ode(new FlowSolver("euler", 1)).CriticalPoints(Box.Cube(1, -4, 5), new CriticalPointOptions { Starts = 32 });
        double expected = Math.Acosh(Math.Sqrt(slope));
        Assert.Equal([-expected, expected], folded.Points.Select(point => point.X[0]), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.Equal([1, 0], folded.Points.Select(point => point.Index!.Value));
        Assert.Contains(folded.Remarks, remark => remark.Contains("not proved to be diffeomorphisms", StringComparison.Ordinal));
        Assert.Contains(folded.Theory, entry => entry is { Theorem: "N1", Applies: true, Agrees: null });

        CriticalPointResult exact = Ode(FlowNetworks.Adaptive).CriticalPoints(Box.Cube(1, -4, 5));
        Assert.Empty(exact.Points);
        Assert.True(exact.Complete);
        CriticalPointResult shorter = Ode(new FlowSolver("euler", 8)).CriticalPoints(Box.Cube(1, -4, 5));
        Assert.Empty(shorter.Points);
        Assert.Equal((true, EvidenceLevel.Certified), (shorter.Complete, shorter.Evidence));
    }

    [Fact]
    public void Behind_a_lift_of_rank_one_critical_points_are_degenerate_even_where_steps_fold()
    {
        // One step y − 5 tanh y behind y = x_0 − x_1 folds where cosh² y = 5: on two lines, along which Φ = 2(y − 5 tanh y) + 1 is constant.
        Network field = new(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [-5]), [0])]);
        Affine lift = new(new Matrix(1, 2, [1, -1]), [0]);
        Affine readout = new(new Matrix(1, 1, [2]), [1]);
        Flow folding = new(field, 1, new FlowSolver("euler", 1));
        Network network = new(2, [lift, folding, readout]);
        ArchitectureClass architecture = network.ClassifyArchitecture();
        Assert.NotNull(architecture.SchemeObstacle);
        Assert.True(architecture.IsDegenerateAsComputed);
        CriticalPointResult found = network.CriticalPoints(Box.Cube(2, -2, 2.5), new CriticalPointOptions { Starts = 24 });
        double fold = Math.Acosh(Math.Sqrt(5));
        Assert.Equal([-fold, fold], found.Points.Select(point => point.X[0] - point.X[1]).Order(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.All(found.Points, point => Assert.Equal((true, (int?)null), (point.Degenerate, point.Index)));
        Assert.All(found.Theory, entry => Assert.Null(entry.Agrees));

        // A step that may fold before the narrow map decides nothing of the kind; a widening behind it changes nothing.
        Flow plane = new(new Network(2, [new Elementwise(new Tanh()), new Affine(new Matrix(2, 2, [-5, 0, 0, -5]), [0, 0])]), 1, folding.Solver);
        Assert.False(new Network(2, [plane, lift, readout]).ClassifyArchitecture().IsDegenerateAsComputed);
        Assert.True(new Network(2, [new Affine(new Matrix(2, 2, [1, 2, -2, -4]), [0, 1]), plane, lift]).ClassifyArchitecture().IsDegenerateAsComputed);
    }

    [Fact]
    public void The_bound_of_a_step_is_that_of_its_tableau()
    {
        // L = 2 for ẏ = −2 tanh y: with h = 1/4, hL = ½, so ½ for euler, ½ + ⅛ for midpoint, ½ + ⅛ + 1/48 + 1/384 for rk4.
        Network field = new(1, [new Elementwise(new Tanh()), new Affine(new Matrix(1, 1, [-2]), [0])]);
        foreach ((string name, double expected) in new[] { ("euler", 0.5), ("midpoint", 0.625), ("rk4", 0.5 + 0.125 + (1.0 / 48) + (1.0 / 384)) })
        {
            StepContraction steps = StepContraction.Of(new Flow(field, 1, new FlowSolver(name, 4)))!;
            Assert.Equal(expected, steps.Increment, 1e-10);
            Assert.True(steps.Increment >= expected);
        }

        Assert.Null(StepContraction.Of(new Flow(field, 1, FlowNetworks.Adaptive)));
    }

    [Fact]
    public void A_flow_behind_and_before_layers_is_classified_by_all_widths()
    {
        Random random = new(3);
        Flow Phase(int m) => (Flow)FlowNetworks.Random(m, m, 3, 9, 1, FlowNetworks.Adaptive).Layers[1];
        Elementwise tanh = new(new Tanh());
        Affine Map(int rows, int columns) => FlowNetworks.Affine(rows, columns, random, 1);

        Network narrowing = new(3, [Map(3, 3), tanh, Map(2, 3), Phase(2), Map(1, 2), tanh]);
        Assert.Equal("M1", narrowing.ClassifyArchitecture().Theorem);
        Assert.Equal("3-3-2-1", narrowing.ClassifyArchitecture().Profile);
        Network widening = new(2, [Map(4, 2), Phase(4), Map(3, 4), tanh, Map(1, 3)]);
        Assert.Equal(("M2", false), (widening.ClassifyArchitecture().Theorem, widening.ClassifyArchitecture().IsNeuralOde));
        Network degenerate = new(3, [Map(2, 3), Phase(2), Map(4, 2), tanh, Map(1, 4)]);
        Assert.Equal(MorseCriterion.AlwaysDegenerate, degenerate.ClassifyArchitecture().Criterion);
        Network two = new(2, [Map(3, 2), Phase(3), Phase(3), Map(1, 3)]);
        Assert.Equal(("N2", true), (two.ClassifyArchitecture().Theorem, two.ClassifyArchitecture().IsNeuralOde));
    }

    [Fact]
    public void A_field_with_kinks_has_a_homeomorphism_for_a_flow()
    {
        Network narrow = FlowNetworks.Random(3, 2, 5, 1, 1, FlowNetworks.Adaptive, 1, "relu");
        ArchitectureClass found = narrow.ClassifyArchitecture();
        Assert.Equal((MorseCriterion.NotCovered, true), (found.Criterion, found.IsTopologicalSubmersion));
        Assert.Contains("homeomorphism", found.Obstacle, StringComparison.Ordinal);
        CriticalPointResult none = narrow.CriticalPoints(Box.Cube(3, -2, 2));
        Assert.True(none.Complete);
        Assert.Empty(none.Points);
        Assert.Contains(none.Theory, entry => entry is { Theorem: "N1 for Lipschitz fields", Applies: true });

        Network wide = FlowNetworks.Random(1, 2, 5, 1, 1, FlowNetworks.Adaptive, 1, "relu");
        Assert.False(wide.ClassifyArchitecture().IsTopologicalSubmersion);
        Assert.False(wide.CriticalPoints(Box.Cube(1, -2, 2), new CriticalPointOptions { Starts = 8 }).Complete);
        Assert.Throws<InvalidInputException>(() => FlowNetworks.Random(1, 2, 5, 1, 1, new FlowSolver("rk4", 4), 1, "relu").CriticalPoints(Box.Cube(1, -2, 2)));
    }

    [Fact]
    public void A_field_that_is_not_globally_Lipschitz_is_not_covered()
    {
        ArchitectureClass found = FlowNetworks.Random(2, 2, 3, 1, 0.1, FlowNetworks.Adaptive, 0.1, "exp").ClassifyArchitecture();
        Assert.Contains("Lipschitz", found.Obstacle, StringComparison.Ordinal);
    }

    private static CriticalPointResult Search(Network network, Box box, int starts) => FlowCriticalPoints.Search(
        network, network.ClassifyArchitecture(), box, new CriticalPointOptions { Starts = starts }, null, CancellationToken.None);

    private static double Norm(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double v in x)
        {
            sum += v * v;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>‖outer‖_F ‖inner‖_F bounds the slope of outer · tanh(inner).</summary>
    private static double Lipschitz(Flow flow) =>
        Norm(((Affine)flow.Field.Layers[0]).Weight.Values) * Norm(((Affine)flow.Field.Layers[2]).Weight.Values);
}
