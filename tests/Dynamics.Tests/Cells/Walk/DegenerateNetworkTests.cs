using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>Networks in special position whose number of cells is known.</summary>
public sealed class DegenerateNetworkTests
{
    [Fact]
    public void Repeated_and_scaled_neurons_divide_once()
    {
        var random = new Random(1);
        double[][] rows = [.. Enumerable.Range(0, 7).Select(_ => new[] { random.NextDouble() - 0.5, random.NextDouble() - 0.5 })];
        double[] offsets = [.. rows.Select(_ => random.NextDouble() - 0.5)];
        double[] scales = [1, 1, -1, 3, -0.1, 1e6, 1e-6];
        var once = new Arrangement(2, rows, offsets);
        var often = new Arrangement(
            2, [.. scales.SelectMany(s => rows.Select(r => r.Select(x => s * x).ToArray()))], [.. scales.SelectMany(s => offsets.Select(o => s * o))]);
        Assert.Equal(Count(once.Network(), 1e3), Count(often.Network(), 1e3));
    }

    [Fact]
    public void Parallel_neurons_make_strips()
    {
        double[][] rows = [.. Enumerable.Range(0, 30).Select(i => new[] { 0.3 * (i + 1), -0.7 * (i + 1), 0.9 * (i + 1) })];
        Assert.Equal(31, Count(new Arrangement(3, rows, [.. rows.Select((r, i) => r[0] * 0.1 * (i - 14.5))]).Network(), 10));
    }

    [Fact]
    public void Zero_rows_divide_nothing_and_are_on_the_right_piece()
    {
        Matrix weight = Matrix.FromRows([[1, 1], [0, 0], [0, 0], [0, 0]]);
        Network network = new(2, [new Affine(weight, [0, 0, 1, -1]), new Elementwise(new Relu())]);
        CellRecord[] cells = Cells(network, Box.Cube(2, -1, 1));
        Assert.Equal(["00010100", "01010100"], cells.Select(c => c.Pattern).Order());
    }

    [Fact]
    public void A_unit_on_its_breakpoint_on_all_of_a_cell_is_on_the_right_piece()
    {
        // 0.1 + 0.9 is 1 and this much more; with it the weights add up to 1 exactly.
        double excess = 0.1 - (1 - 0.9);
        Assert.Equal(Rational.One, Rational.Of(0.1) + Rational.Of(0.9) - Rational.Of(excess));
        CellRecord[] cells = Cells(SumOfClamps(0.1, 0.9, -excess), Box.Cube(1, -3, 3));
        Assert.Equal(["00000000", "01010100", "02020201"], cells.Select(c => c.Pattern).Order());
    }

    [Fact]
    public void A_unit_just_below_its_breakpoint_on_all_of_a_cell_is_on_the_left_piece()
    {
        // As doubles, 0.1 + 0.2 + 0.7 is less than 1 by 3e-17.
        Assert.True(Rational.Of(0.1) + Rational.Of(0.2) + Rational.Of(0.7) < Rational.One);
        CellRecord[] cells = Cells(SumOfClamps(0.1, 0.2, 0.7), Box.Cube(1, -3, 3));
        Assert.Equal(["00000000", "01010100", "02020200"], cells.Select(c => c.Pattern).Order());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_unit_within_rounding_of_its_breakpoint_divides_where_its_exact_value_changes_sign(int copies)
    {
        // h_x and h_y are x + 2 and y + 2, in so many copies. 0.1 + 0.2 − 0.3, and 0.1 + 0.1 + 0.1 − 0.3, are not zero but 3e-17 in exact arithmetic: the unit is 3e-17 (x − y).
        double[] tenths = copies == 2 ? [0.1, 0.2, -0.3] : [0.1, 0.1, 0.1, -0.3];
        int n = tenths.Length;
        double[][] units = [.. tenths.Select(_ => new double[] { 1, 0 }), .. tenths.Select(_ => new double[] { 0, 1 })];
        Network network = new(2, [
            new Affine(Matrix.FromRows(units), [.. Enumerable.Repeat(2.0, 2 * n)]),
            new Elementwise(new Relu()),
            new Affine(Matrix.FromRows([[.. tenths, .. tenths.Select(t => -t)]]), [0]),
            new Elementwise(new Relu())]);
        CellRecord[] cells = Cells(network, Box.Cube(2, -1, 1));
        Assert.Equal(2, cells.Length);
        Assert.All(cells, cell =>
        {
            double side = cell.Pattern[^1] == '1' ? 1 : -1;
            Assert.Equal(3, cell.Vertices.Length);
            Assert.All(cell.Vertices, v => Assert.True(side * (v[0] - v[1]) > -1e-12));
        });
    }

    private static Network SumOfClamps(double a, double b, double c) => new(1, [
        new Affine(Matrix.FromRows([[1], [1], [1]]), [0, 0, 0]),
        new Elementwise(new Hardtanh(-1, 1)),
        new Affine(Matrix.FromRows([[a, b, c]]), [-1]),
        new Elementwise(new Relu())]);

    [Fact]
    public void A_dead_layer_hides_all_that_follows()
    {
        Network network = new(2, [
            new Affine(Matrix.FromRows([[1, 2], [2, -1]]), [-100, -100]),
            new Elementwise(new Relu()),
            new Affine(Matrix.FromRows([[1, -1], [3, 1], [2, 2]]), [0, 0, 0]),
            new Elementwise(new Relu())]);
        Assert.Equal("0000010101", Assert.Single(Cells(network, Box.Cube(2, -1, 1))).Pattern);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 9)]
    [InlineData(3, 27)]
    [InlineData(4, 81)]
    [InlineData(5, 243)]
    public void Hardtanh_on_each_axis_makes_a_grid(int dimension, long cells)
    {
        Network network = new(dimension, [new Elementwise(new Hardtanh(-1, 1))]);
        Assert.Equal(cells, Count(network, 2));

        // The same function again: its breakpoints lie where the first one has become constant.
        Network twice = new(dimension, [new Elementwise(new Hardtanh(-1, 1)), new Elementwise(new Hardtanh(-1, 1))]);
        Assert.Equal(cells, Count(twice, 2));

        // Finer: the middle third of each axis is divided in three.
        Network finer = new(dimension, [new Elementwise(new Hardtanh(-1, 1)), new Elementwise(new Hardtanh(-0.5, 0.5))]);
        Assert.Equal((long)Math.Pow(5, dimension), Count(finer, 2));
    }

    [Fact]
    public void Hyperplanes_along_the_sides_of_the_box_divide_nothing()
    {
        var sides = new Arrangement(3, [[1, 0, 0], [-2, 0, 0], [0, 0.1, 0], [0, 0, 7]], [10, 20, -1, 70]);
        Assert.Equal(1, Count(sides.Network(), 10));
    }

    [Fact]
    public void Hyperplanes_that_touch_the_box_divide_nothing()
    {
        // Through a corner, and through an edge.
        var touching = new Arrangement(3, [[1, 1, 1], [1, 1, 0], [0.1, 0.2, 0.3]], [30, 20, -6]);
        Assert.Equal(1, Count(touching.Network(), 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_network_without_biases_has_as_many_cells_as_directions_see(int layers)
    {
        // All cells are cones; a fine circle of directions meets each in an arc. The seeds are such that no arc is thinner than the step.
        foreach (int seed in new[] { 1, 2, 3, 5 })
        {
            var random = new Random(seed);
            int width = 2;
            List<Layer> list = [];
            for (int i = 0; i < layers; i++)
            {
                list.Add(new Affine(new Matrix(8, width, [.. Enumerable.Range(0, 8 * width).Select(_ => random.NextDouble() - 0.5)]), new double[8]));
                list.Add(new Elementwise(new LeakyRelu(0.1)));
                width = 8;
            }

            Network network = new(2, list);
            Assert.Equal(Directions(network, 1 << 15), Count(network, 10));
        }
    }

    [Fact]
    public void Layers_that_repeat_a_hyperplane_divide_once()
    {
        // relu(x) - relu(-x) = x, so that every following layer sees the same hyperplanes again, up to rounding.
        var random = new Random(3);
        double[][] rows = [.. Enumerable.Range(0, 6).Select(_ => new[] { random.NextDouble() - 0.5, random.NextDouble() - 0.5 })];
        double[] bias = [.. rows.Select(_ => random.NextDouble() - 0.5)];
        double[][] both = [.. rows.Concat(rows.Select(r => r.Select(x => -x).ToArray()))];
        double[] biases = [.. bias.Concat(bias.Select(b => -b))];
        List<Layer> layers = [new Affine(Matrix.FromRows(both), biases), new Elementwise(new Relu())];
        long once = Count(new Network(2, layers), 100);
        for (int i = 0; i < 3; i++)
        {
            double s = 0.1 + random.NextDouble();
            double[][] again = [.. Enumerable.Range(0, 12).Select(u => Enumerable.Range(0, 12).Select(k => k == u ? s : k == (u + 6) % 12 ? -s : 0.0).ToArray())];
            layers.AddRange([new Affine(Matrix.FromRows(again), new double[12]), new Elementwise(new Relu())]);
        }

        Assert.Equal(once, Count(new Network(2, layers), 100));
    }

    [Fact]
    public void Floating_point_and_exact_signs_find_the_same_cells_of_networks_of_small_dyadic_numbers()
    {
        // Such weights put hyperplanes through vertices, onto each other and along the sides all the time, and hold them there exactly.
        for (int seed = 0; seed < 400; seed++)
        {
            Network network = SmallNumbers(seed);
            var random = new Random(seed);
            var domain = new CellDomain(Box.Cube(network.Inputs, -random.Next(1, 4), random.Next(1, 4)));
            string[][] patterns =
            [
                .. new[] { EvidenceLevel.Numerical, EvidenceLevel.Certified }.Select(evidence =>
                    network.WalkCells(domain, () => new RecordingVisitor(network.Outputs), new CellWalkOptions { Evidence = evidence })
                        .Visitors.SelectMany(v => v.Cells).Select(c => c.Pattern).Order().ToArray()),
            ];
            Assert.Equal(patterns[1], patterns[0]);
        }
    }

    private static Network SmallNumbers(int seed)
    {
        var random = new Random(seed);
        int width = 1 + random.Next(4);
        int inputs = width;
        double unit = new[] { 1, 0.5, 0.375 }[random.Next(3)];
        Affine Map(int from, int to) => new(
            new Matrix(to, from, [.. Enumerable.Range(0, from * to).Select(_ => unit * random.Next(-2, 3))]),
            [.. Enumerable.Range(0, to).Select(_ => random.Next(2) * unit * random.Next(-2, 3))]);
        Elementwise Units(int count) => new(Enumerable.Range(0, count).Select<int, Activation>(_ => random.Next(5) switch
        {
            0 => new LeakyRelu(0.25),
            1 => new Hardtanh(-1, 1),
            2 => new Relu6(),
            3 => new Softshrink(1),
            _ => new Relu(),
        }));
        List<Layer> layers = [];
        for (int i = 0, n = 1 + random.Next(3); i < n; i++)
        {
            int next = 1 + random.Next(5);
            if (random.Next(3) == 0)
            {
                layers.Add(new Residual(new Network(width, [Map(width, next), Units(next), Map(next, width)])));
                continue;
            }

            layers.AddRange([Map(width, next), Units(next)]);
            width = next;
        }

        return new Network(inputs, layers);
    }

    private static int Directions(Network network, int steps)
    {
        HashSet<string> patterns = [];
        for (int k = 0; k < steps; k++)
        {
            double angle = 2 * Math.PI * (k + 0.5) / steps;
            double[] h = [Math.Cos(angle), Math.Sin(angle)];
            var pattern = new System.Text.StringBuilder();
            foreach (Layer layer in network.Layers)
            {
                if (layer is Affine affine)
                {
                    double[] from = h;
                    h = [.. Enumerable.Range(0, affine.Weight.Rows).Select(i => from.Select((x, j) => affine.Weight[i, j] * x).Sum())];
                }
                else
                {
                    pattern.Append(h.Select(z => z > 0 ? '1' : '0').ToArray());
                    h = [.. h.Select(z => z > 0 ? z : 0.1 * z)];
                }
            }

            patterns.Add(pattern.ToString());
        }

        return patterns.Count;
    }

    private static long Count(Network network, double size)
    {
        CellWalkResult<CountingVisitor> result = network.WalkCells(new CellDomain(Box.Cube(network.Inputs, -size, size)), () => new CountingVisitor());
        Assert.True(result.Complete);
        return result.Cells;
    }

    private static CellRecord[] Cells(Network network, Box box) =>
        [.. network.WalkCells(new CellDomain(box), () => new RecordingVisitor(network.Outputs)).Visitors.SelectMany(v => v.Cells)];
}
