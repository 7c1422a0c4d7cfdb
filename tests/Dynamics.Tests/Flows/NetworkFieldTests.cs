using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Flows;

public class NetworkFieldTests
{
    public static TheoryData<int, int, int> Shapes => new() { { 1, 1, 1 }, { 2, 3, 2 }, { 2, 32, 3 }, { 3, 37, 4 }, { 9, 70, 5 }, { 33, 8, 6 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_and_Jacobians_are_those_of_the_network(int d, int width, int seed)
    {
        Network network = Deep(d, width, seed);
        NetworkField field = network.AsField();
        double[] x = RandomFields.Point(seed, d);
        double[] value = new double[d];
        double[] jacobian = new double[d * d];
        field.Value(x, value);
        field.Jacobian(x, jacobian);
        double[] expected = network.Evaluate(x);
        Matrix tangent = network.AffineMap(x, AffineForm.Tangent).A;
        for (int i = 0; i < d; i++)
        {
            Assert.Equal(expected[i], value[i], 1e-13 * (1 + width));
            for (int j = 0; j < d; j++)
            {
                Assert.Equal(tangent[i, j], jacobian[(i * d) + j], 1e-13 * (1 + width));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Second_derivatives_are_differences_of_Jacobians_and_symmetric(int d, int width, int seed)
    {
        NetworkField field = Deep(d, width, seed).AsField();
        (double[] x, double[] u, double[] v) = (RandomFields.Point(seed, d), RandomFields.Point(seed + 1, d), RandomFields.Point(seed + 2, d));
        (double[] second, double[] mirrored) = (new double[d], new double[d]);
        field.SecondDerivative(x, u, v, second);
        field.SecondDerivative(x, v, u, mirrored);
        const double step = 1e-4;
        double[] plus = Along(step);
        double[] minus = Along(-step);
        for (int i = 0; i < d; i++)
        {
            double difference = Enumerable.Range(0, d).Sum(j => (plus[(i * d) + j] - minus[(i * d) + j]) / (2 * step) * v[j]);
            Assert.Equal(difference, second[i], 1e-4 * (1 + Math.Abs(difference)));
            Assert.Equal(second[i], mirrored[i], 1e-12 * (1 + Math.Abs(difference)));
        }

        double[] Along(double h)
        {
            double[] jacobian = new double[d * d];
            field.Jacobian([.. x.Zip(u, (a, b) => a + (h * b))], jacobian);
            return jacobian;
        }
    }

    [Fact]
    public void At_a_kink_the_derivative_is_the_activations_own()
    {
        Network network = new(2, [new Elementwise([ActivationCatalogue.Create("relu"), ActivationCatalogue.Create("leaky_relu")])]);
        double[] jacobian = new double[4];
        network.AsField().Jacobian([0, 0], jacobian);
        Assert.Equal([ActivationCatalogue.Create("relu").Derivative(0), 0, 0, ActivationCatalogue.Create("leaky_relu").Derivative(0)], jacobian);
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    [InlineData("sdirk4")]
    public void Integration_with_both_variational_equations_allocates_nothing(string name)
    {
        VariationalSolver solver = new(RandomFields.Create(2, 3, 17, "tanh"), new FlowSolver(name, 20), 2);
        double[] state = new double[solver.StateLength];
        Nothing observer = new();
        Run();
        Run();
        Assert.Equal(0, Allocation.Of(Run));

        void Run()
        {
            Array.Clear(state);
            (state[0], state[3], state[7], state[11]) = (0.3, 1, 1, 1);
            solver.Integrate(state, 2, observer);
        }
    }

    [Fact]
    public void A_worker_has_the_weights_and_memory_of_its_own()
    {
        NetworkField field = RandomFields.Create(4, 2, 40, "gelu");
        Parallel.For(0, 4, worker =>
        {
            IVectorField mine = field.ForWorker();
            double[] value = new double[2];
            double[] expected = field.Network.Evaluate([0.1 * worker, 1]);
            for (int n = 0; n < 2000; n++)
            {
                mine.Value([0.1 * worker, 1], value);
                Assert.Equal(expected[0], value[0], 1e-12);
            }
        });
    }

    private static Network Deep(int d, int width, int seed)
    {
        Random random = new(seed);
        Elementwise mixed = new(Enumerable.Range(0, width).Select(i => ActivationCatalogue.Create(i % 2 == 0 ? "tanh" : "softplus")));
        Network branch = new(d, [RandomFields.Affine(random, width, d, 1), new Elementwise(ActivationCatalogue.Create("sigmoid")), RandomFields.Affine(random, d, width, 1)]);
        return new Network(
            d,
            [
                new Residual(branch), new Residual(new Network(d, [])), RandomFields.Affine(random, width, d, 1), mixed, RandomFields.Affine(random, width, width, 1),
                new Elementwise(ActivationCatalogue.Create("silu")), RandomFields.Affine(random, d, width, 1),
            ]);
    }

    private sealed class Nothing : IStepObserver
    {
        public bool Accepted(in DenseStep step) => true;
    }
}
