using System.Numerics;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using TorchDynInspect.Dynamics.Entropy.Tower;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

public sealed class PerronRootTests
{
    [Property(MaxTest = 60)]
    public void Enclosure_holds_the_spectral_radius_and_is_narrow(int seed)
    {
        Random random = new(seed);
        int[][] graph = Graph(random, 2 + random.Next(30), 2.0);

        // By components: eigenvalues that components share may be defective in the whole matrix, and then a solver finds them to ε^(1/n) only.
        double expected = StrongComponents.Of(graph)
            .Max(component => Dense(StrongComponents.Inside(graph, component)).Evd().EigenValues.Max(z => z.Magnitude));
        Interval root = PerronRoot.Of(graph).Root;
        Assert.InRange(expected, root.Lower - 1e-7, root.Upper + 1e-7);
        Assert.InRange(root.Upper - root.Lower, 0, 1e-12);
    }

    [Fact]
    public void Long_cycles_with_a_shortcut_have_the_root_of_their_trinomial()
    {
        // n nodes in a ring, and an edge from node 0 back to itself: x^n = x^(n−1) + 1.
        foreach (int n in new[] { 5, 50, 500, 3000 })
        {
            int[][] ring = [.. Enumerable.Range(0, n).Select(i => i == 0 ? new[] { 1, 0 } : [(i + 1) % n])];
            Interval root = PerronRoot.OfComponent(ring);
            double x = root.Midpoint;
            Assert.InRange(root.Upper - root.Lower, 0, 1e-13);
            Assert.Equal(1, Math.Pow(x, -1) + Math.Pow(x, -n), 1e-9);
        }
    }

    [Fact]
    public void A_single_cycle_gives_exactly_1_and_no_loop_0()
    {
        Assert.Equal(Interval.One, PerronRoot.Of([[1], [2], [0, 3], []]).Root);
        Assert.Equal(Interval.Zero, PerronRoot.Of([[1], [2], []]).Root);
        Assert.Equal(Interval.Point(2), PerronRoot.Of([[0, 0], [1]]).Root);
        Assert.Equal(Interval.One, PerronRoot.Of([[0, 0], [1]], from: 1).Root);
    }

    [Property(MaxTest = 60)]
    public void Components_are_classes_of_mutual_reachability(int seed)
    {
        Random random = new(seed);
        int[][] graph = Graph(random, 1 + random.Next(20), 1.3);
        int n = graph.Length;
        bool[,] reach = new bool[n, n];
        for (int i = 0; i < n; i++)
        {
            reach[i, i] = true;
            foreach (int target in graph[i])
            {
                reach[i, target] = true;
            }
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    reach[i, j] |= reach[i, k] && reach[k, j];
                }
            }
        }

        List<int[]> components = StrongComponents.Of(graph);
        Assert.Equal(Enumerable.Range(0, n), components.SelectMany(c => c).Order());
        Dictionary<int, int> of = components.SelectMany((c, i) => c.Select(node => (node, i))).ToDictionary(p => p.node, p => p.i);
        Assert.All(Enumerable.Range(0, n * n), k => Assert.Equal(reach[k / n, k % n] && reach[k % n, k / n], of[k / n] == of[k % n]));
    }

    [Property(MaxTest = 40)]
    public void Characteristic_polynomial_is_the_determinant(int seed)
    {
        Random random = new(seed);
        int[][] graph = Graph(random, 1 + random.Next(8), 1.8);
        BigInteger[] polynomial = [.. CharacteristicPolynomial.Of(graph)];
        Assert.True(polynomial[0].IsOne && !polynomial[^1].IsZero);
        int zeros = graph.Length - (polynomial.Length - 1);
        foreach (double x in new[] { 0.7, -1.3, 2.1 })
        {
            double value = polynomial.Aggregate(0.0, (sum, c) => (sum * x) + (double)c) * Math.Pow(x, zeros);
            double determinant = (Matrix<double>.Build.DenseIdentity(graph.Length).Multiply(x) - Dense(graph)).Determinant();
            Assert.Equal(determinant, value, 1e-8 * (1 + Math.Abs(determinant)));
        }
    }

    private static int[][] Graph(Random random, int nodes, double degree) =>
        [.. Enumerable.Range(0, nodes).Select(_ => Enumerable.Range(0, random.Next((int)(2 * degree) + 1)).Select(_ => random.Next(nodes)).ToArray())];

    private static Matrix<double> Dense(int[][] graph)
    {
        Matrix<double> dense = Matrix<double>.Build.Dense(graph.Length, graph.Length);
        for (int i = 0; i < graph.Length; i++)
        {
            foreach (int target in graph[i])
            {
                dense[i, target] += 1;
            }
        }

        return dense;
    }
}
