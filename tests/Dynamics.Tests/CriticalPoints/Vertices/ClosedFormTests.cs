using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Vertices;

public sealed class ClosedFormTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, -1, 1)]
    [InlineData(-1, -1, 2)]
    public void Sums_of_moduli_have_one_critical_point_of_the_index_of_their_signs(double a, double b, int index)
    {
        CriticalPointResult result = Nets.Shallow([[1, 0], [0, 1]], [-0.25, 0.5], [a, b], Nets.Modulus).CriticalPoints(Box.Cube(2, -2, 2));
        CriticalPoint point = Assert.Single(result.Points);
        Assert.Equal([0.25, -0.5], point.X.ToArray());
        Assert.Equal(0, point.Value);
        Assert.Equal(index, point.Index);
        Assert.False(point.Degenerate);
        AssertComplete(result);
    }

    [Fact]
    public void Moduli_made_of_two_relus_each_are_the_same_although_hyperplanes_coincide()
    {
        Network net = Nets.Shallow([[1, 0], [-1, 0], [0, 1], [0, -1]], [0, 0, 0, 0], [1, 1, -1, -1], new Relu());
        CriticalPointResult result = net.CriticalPoints(Box.Cube(2, -2, 3));
        CriticalPoint point = Assert.Single(result.Points);
        Assert.Equal([0.0, 0.0], point.X.ToArray());
        Assert.Equal(1, point.Index);
        AssertComplete(result);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    public void In_any_dimension_the_index_counts_the_negative_moduli(int d, int negative)
    {
        double[][] rows = [.. Enumerable.Range(0, d).Select(i => Enumerable.Range(0, d).Select(j => i == j ? 1.0 : 0.25 * ((i + (2 * j)) % 3)).ToArray())];
        CriticalPointResult result = Nets.Shallow(rows, new double[d], [.. Enumerable.Range(0, d).Select(i => i < negative ? -1.0 : 1.0)], Nets.Modulus)
            .CriticalPoints(Box.Cube(d, -2, 2));
        CriticalPoint point = Assert.Single(result.Points);
        Assert.All(point.X, x => Assert.Equal(0, x, 1e-14));
        Assert.Equal(negative, point.Index);
        AssertComplete(result);
    }

    [Fact]
    public void A_zigzag_alternates_between_maxima_and_minima()
    {
        PiecewiseLinear zigzag = new([-2, -1, 0.5, 1, 3], [1, -1, 4, 0, 0.5], 3, -1);
        CriticalPointResult result = new Network(1, [new Elementwise(zigzag)]).CriticalPoints(Box.Cube(1, -5, 5));
        Assert.Equal([-2, -1, 0.5, 1, 3], result.Points.Select(p => p.X[0]));
        Assert.Equal([1, 0, 1, 0, 1], result.Points.Select(p => p.Index!.Value));
        Assert.Equal([1, -1, 4, 0, 0.5], result.Points.Select(p => p.Value));
        AssertComplete(result);
    }

    [Fact]
    public void A_bend_that_does_not_turn_is_not_critical()
    {
        CriticalPointResult result = new Network(1, [new Elementwise(new LeakyRelu(0.1))]).CriticalPoints(Box.Cube(1, -5, 5));
        Assert.Empty(result.Points);
        AssertComplete(result);
    }

    [Fact]
    public void A_monkey_saddle_has_two_classes_in_dimension_one()
    {
        Network net = MonkeySaddle();
        CriticalPointResult result = net.CriticalPoints(Box.Cube(2, -2, 2));
        CriticalPoint point = Assert.Single(result.Points);
        Assert.Equal([0.0, 0.0], point.X.ToArray());
        Assert.True(point.Degenerate);
        Assert.Null(point.Index);
        Assert.Contains("ranks (0, 2, 0)", point.Remark, StringComparison.Ordinal);
        AssertComplete(result);
    }

    [Fact]
    public void A_dead_region_is_one_flat_piece_of_full_dimension()
    {
        // relu(|x| + |y| − 1): the square |x| + |y| ≤ 1 is flat, a minimum.
        Network net = new(2, [
            new Affine(new Matrix(2, 2, [1, 0, 0, 1]), [0, 0]),
            new Elementwise(Nets.Modulus),
            new Affine(new Matrix(1, 2, [1, 1]), [-1]),
            new Elementwise(new Relu()),
        ]);
        CriticalPointResult result = net.CriticalPoints(Box.Cube(2, -2, 2));
        CriticalPoint point = Assert.Single(result.Points);
        Assert.True(Math.Abs(point.X[0]) + Math.Abs(point.X[1]) < 1);
        Assert.Equal(0, point.Value);
        Assert.True(point.Degenerate);
        Assert.Contains("flat piece of dimension 2, made of 4 faces, critical groups of ranks (1, 0, 0)", point.Remark, StringComparison.Ordinal);
        AssertComplete(result);
    }

    [Fact]
    public void A_ring_of_minima_has_a_class_in_dimensions_zero_and_one()
    {
        // ||x| + |y| − 1|: minima on the square's boundary, a maximum at 0.
        Network net = new(2, [
            new Affine(new Matrix(2, 2, [1, 0, 0, 1]), [0, 0]),
            new Elementwise(Nets.Modulus),
            new Affine(new Matrix(1, 2, [1, 1]), [-1]),
            new Elementwise(Nets.Modulus),
        ]);
        CriticalPointResult result = net.CriticalPoints(Box.Cube(2, -2, 2));
        Assert.Equal(2, result.Points.Length);
        CriticalPoint maximum = result.Points.Single(p => p.Degenerate == false);
        Assert.Equal([0.0, 0.0], maximum.X.ToArray());
        Assert.Equal(2, maximum.Index);
        CriticalPoint ring = result.Points.Single(p => p.Degenerate == true);
        Assert.Contains("flat piece of dimension 1, made of 4 faces, critical groups of ranks (1, 1, 0)", ring.Remark, StringComparison.Ordinal);
        AssertComplete(result);
    }

    [Fact]
    public void A_constant_network_is_one_flat_piece()
    {
        CriticalPointResult result = Nets.Shallow([[1, 2], [3, -1]], [0.1, 0.2], [0, 0], new Relu()).CriticalPoints(Box.Cube(2, -1, 1));
        CriticalPoint point = Assert.Single(result.Points);
        Assert.Contains("flat piece of dimension 2", point.Remark, StringComparison.Ordinal);
        AssertComplete(result);
    }

    [Fact]
    public void A_linear_network_has_none_also_along_an_axis()
    {
        foreach (double[] row in new double[][] { [1, 2], [1, 0] })
        {
            CriticalPointResult result = new Network(2, [new Affine(new Matrix(1, 2, row), [3])]).CriticalPoints(Box.Cube(2, -1, 1));
            Assert.Empty(result.Points);
            AssertComplete(result);
        }
    }

    [Fact]
    public void The_morse_theorems_are_said_not_to_apply()
    {
        CriticalPointResult result = Nets.Shallow([[1, 0], [0, 1]], [0, 0], [1, 1], Nets.Modulus).CriticalPoints(Box.Cube(2, -1, 1));
        Assert.Contains(result.Theory, entry => !entry.Applies && entry.Reason.Contains("open sets of critical points", StringComparison.Ordinal));
        Assert.Contains(result.Theory, entry => entry.Applies && entry.Agrees == true);
    }

    [Fact]
    public void Several_outputs_and_a_box_of_another_dimension_are_refused()
    {
        Network two = new(2, [new Elementwise(new Relu())]);
        Assert.Equal("network: has 2 outputs, expected 1 for critical points", Assert.Throws<InvalidInputException>(() => two.CriticalPoints(Box.Cube(2, -1, 1))).Message);
        Network one = Nets.Random(1, new Relu(), 2, 3, 1);
        Assert.StartsWith("box: has 3 axes, expected 2", Assert.Throws<InvalidInputException>(() => one.CriticalPoints(Box.Cube(3, -1, 1))).Message);
    }

    private static Network MonkeySaddle()
    {
        // The middle one of x, y and −x − y: positive and negative in turn in the six sectors between their zeros. With p = min(x, y) and q = max(x, y) it is max(p, min(q, −x − y)).
        return new Network(2, [
            new Affine(new Matrix(3, 2, [-1, 1, 1, 0, 0, 1]), [0, 0, 0]),
            new Elementwise([new Relu(), new Identity(), new Identity()]),
            new Affine(new Matrix(3, 3, [1, 2, 1, -1, 0, 1, 1, 1, 0]), [0, 0, 0]),
            new Elementwise([new Relu(), new Identity(), new Identity()]),
            new Affine(new Matrix(2, 3, [-1, -1, 1, 0, 1, 0]), [0, 0]),
            new Elementwise([new Relu(), new Identity()]),
            new Affine(new Matrix(1, 2, [1, 1]), [0]),
        ]);
    }

    private static void AssertComplete(CriticalPointResult result)
    {
        Assert.Equal(1, result.EulerCharacteristic);
        Assert.True(result.Complete);
        Assert.False(result.Interrupted);
        Assert.NotEqual(EvidenceLevel.Sampled, result.Evidence);
    }
}
