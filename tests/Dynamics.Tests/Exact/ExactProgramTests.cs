using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Exact;

public class ExactProgramTests
{
    [Fact]
    public void Theory_check_value_of_the_ReLU_network_is_met_in_rationals_of_its_doubles()
    {
        Network network = new(2, [
            new Affine(new Matrix(2, 2, [1, -2, .5, 1]), [.1, -.3]),
            new Elementwise(new Relu()),
            new Affine(new Matrix(2, 2, [.8, .2, -.4, 1.1]), [.05, .2])]);
        ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(network));
        (RationalMatrix a, Rational[] b) = program.AffineMap([1, 0]);
        Assert.Equal(Rational.Of(.8), a[0, 0]);
        Assert.Equal(-2 * Rational.Of(.8), a[0, 1]);
        Assert.Equal(Rational.Of(-.4), a[1, 0]);
        Assert.Equal((Rational.Of(.8) * Rational.Of(.1)) + Rational.Of(.05), b[0]);
        ExactEvaluation at = program.Evaluate(Rational.Of([.7, -.4]));
        Assert.Equal([new UnitPlace(1, false), new UnitPlace(0, false)], at.Places);
        Assert.Equal([Rational.Dot(a.Row(0), Rational.Of([.7, -.4])) + b[0], Rational.Dot(a.Row(1), Rational.Of([.7, -.4])) + b[1]], at.Values);
    }

    [Fact]
    public void Hardsigmoid_has_slope_one_sixth_and_does_not_jump()
    {
        ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(new Network(1, [new Elementwise(new Hardsigmoid())])));
        (RationalMatrix a, Rational[] b) = program.AffineMap([1]);
        Assert.Equal(new Rational(1, 6), a[0, 0]);
        Assert.Equal(new Rational(1, 2), b[0]);
        Assert.Equal(Rational.Zero, program.Evaluate([-3]).Values[0]);
        Assert.Equal(Rational.One, program.Evaluate([3]).Values[0]);
        Assert.Equal(new UnitPlace(1, true), program.Evaluate([3]).Places[0]);
        Assert.Equal(new UnitPlace(1, false), program.PlacesBeside([3, 1], [-1])[0]);
        Assert.Equal(new UnitPlace(2, false), program.PlacesBeside([3, 1], [1])[0]);
    }

    [Fact]
    public void Every_piecewise_linear_activation_of_the_catalogue_is_continuous_in_rationals()
    {
        Activation[] activations =
        [
            new Relu(), new Relu6(), new LeakyRelu(0.01), new PRelu(-0.3), new Hardtanh(-0.7, 1.3), new Hardsigmoid(), new Softshrink(0.3), new Identity(),
            new LeakyRelu(1), new Softshrink(0), new Hardshrink(0), new PiecewiseLinear([-1, 0.5, 0.7], [0.1, 0.3, -1], 0.1, 3), new PiecewiseLinear([0.1], [0.2], 2, 2),
        ];
        foreach (Activation activation in activations)
        {
            ExactUnit unit = ExactUnit.Of(new UnitPieces([.. activation.Breakpoints!.Value], [.. activation.Pieces!.Value], activation));
            Assert.All([-3.5, -0.8, 0.1, 0.6, 1.5, 7], z => Assert.Equal(activation.Value(z), unit.Value(Rational.Of(z)).ToDouble(), 14));
            for (int k = 0; k < unit.Breakpoints.Length; k++)
            {
                Rational at = unit.Breakpoints[k];
                Assert.Equal((unit.Pieces[k].Slope * at) + unit.Pieces[k].Intercept, (unit.Pieces[k + 1].Slope * at) + unit.Pieces[k + 1].Intercept);
            }
        }
    }

    [Fact]
    public void Pieces_that_do_not_join_are_refused()
    {
        Assert.Throws<InvalidInputException>(() => ExactUnit.Of(new UnitPieces([0], [new AffinePiece(0, 0), new AffinePiece(1, 1)])));
        Assert.Throws<InvalidInputException>(() => ExactUnit.Of(new UnitPieces([-1, 1], [new(0, 0), new(0.75, 0.5), new(0, 1)])));
    }

    // The batch engine evaluates in doubles through code of its own.
    [Property(MaxTest = 100)]
    public bool Values_affine_maps_and_halfspaces_agree_with_the_batch_engine(int seed)
    {
        Random random = new(seed);
        Network network = Mixed(random);
        ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(network));
        double[] x = [.. Enumerable.Range(0, network.Inputs).Select(_ => (4 * random.NextDouble()) - 2)];
        ExactEvaluation at = program.Evaluate(Rational.Of(x));
        byte[] pattern = [.. at.Places.Select(place => (byte)place.Piece)];
        (RationalMatrix a, Rational[] b) = program.AffineMap(pattern);
        Rational[] image = [.. (a * Rational.Of(x)).Zip(b, (u, v) => u + v)];
        AffineMap expected = network.AffineMap(x);
        bool inside = program.Halfspaces(pattern).All(h => h.Side(Rational.Of(x)) <= 0);
        bool close = Enumerable.Range(0, network.Outputs).All(i =>
            Math.Abs(expected.B[i] - b[i].ToDouble()) < 1e-10
            && Enumerable.Range(0, network.Inputs).All(j => Math.Abs(expected.A[i, j] - a[i, j].ToDouble()) < 1e-10));
        return inside && close && image.SequenceEqual(at.Values) && at.IsIn(pattern);
    }

    private static Network Mixed(Random random)
    {
        int inputs = random.Next(1, 4);
        int width = random.Next(1, 5);
        Elementwise activations = new([.. Enumerable.Range(0, width).Select(i => Pick(random))]);
        Network inner = new(width, [Layer(random, width, width), new Elementwise(Pick(random)), new Residual(new Network(width, [Layer(random, width, width)]))]);
        return new Network(inputs, [Layer(random, width, inputs), activations, new Residual(inner), Layer(random, 2, width)]);
    }

    private static Activation Pick(Random random) => random.Next(9) switch
    {
        0 => new Relu(),
        1 => new Relu6(),
        2 => new LeakyRelu(0.1),
        3 => new PRelu(random.NextDouble()),
        4 => new Hardtanh(-0.5, 0.75),
        5 => new Hardsigmoid(),
        6 => new Softshrink(0.2),
        7 => new PiecewiseLinear([-0.4, 0.3, 0.9], [0.5, -0.2, 0.4], -0.3, 0.1),
        _ => new Identity(),
    };

    private static Affine Layer(Random random, int rows, int columns) => new(
        new Matrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextDouble()) - 1)]),
        [.. Enumerable.Range(0, rows).Select(_ => (2 * random.NextDouble()) - 1)]);
}
