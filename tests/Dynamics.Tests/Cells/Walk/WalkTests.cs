using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>How a walk starts, is shared, is steered and ends.</summary>
public sealed class WalkTests
{
    private static readonly CellDomain Square = new(Box.Cube(2, -10, 10));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Workers_divide_the_work_and_not_the_result(int workers)
    {
        Network network = SavedNetworks.Relu("2-64-64-64-1");
        var options = new CellWalkOptions { Workers = workers };
        for (int i = 0; i < 3; i++)
        {
            CellWalkResult<RecordingVisitor> result = network.WalkCells(Square, () => new RecordingVisitor(1), options);
            Assert.Equal(workers, result.Visitors.Length);
            Assert.Equal(EvidenceLevel.Numerical, result.Evidence);
            CellRecord[] cells = [.. result.Visitors.SelectMany(v => v.Cells)];
            Assert.Equal(18863, cells.Length);
            Assert.Equal(18863, cells.Select(c => c.Pattern).Distinct().Count());
        }
    }

    [Fact]
    public void A_budget_that_runs_out_leaves_the_walk_incomplete()
    {
        Network network = SavedNetworks.Relu("3-32-32-32-1");
        var options = new CellWalkOptions { Budget = TimeSpan.FromMilliseconds(1), Workers = 2 };
        CellWalkResult<Slow> result = network.WalkCells(new CellDomain(Box.Cube(3, -10, 10)), () => new Slow(), options);
        Assert.False(result.Complete);
        Assert.InRange(result.Cells, 0, 130419);
    }

    [Fact]
    public void A_budget_that_suffices_changes_nothing()
    {
        var options = new CellWalkOptions { Budget = TimeSpan.FromHours(1) };
        CellWalkResult<CountingVisitor> result = SavedNetworks.Relu("2-16-16-1").WalkCells(Square, () => new CountingVisitor(), options);
        Assert.True(result.Complete);
        Assert.Equal(519, result.Cells);
    }

    [Fact]
    public void A_cancelled_walk_is_incomplete()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CellWalkResult<CountingVisitor> result =
            SavedNetworks.Relu("2-16-16-1").WalkCells(Square, () => new CountingVisitor(), cancellation: source.Token);
        Assert.False(result.Complete);
        Assert.Equal(0, result.Cells);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void An_exception_in_a_visitor_surfaces(int workers)
    {
        Network network = SavedNetworks.Relu("2-64-64-64-1");
        var options = new CellWalkOptions { Workers = workers };
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => network.WalkCells(Square, () => new Thrower(), options));
        Assert.Equal("thousandth cell", e.Message);
    }

    [Fact]
    public void A_visitor_that_declines_every_part_gets_no_cell()
    {
        CellWalkResult<Chooser> result = SavedNetworks.Relu("2-16-16-1").WalkCells(Square, () => new Chooser(_ => false));
        Assert.True(result.Complete);
        Assert.Equal(0, result.Cells);
        Assert.Equal(1, result.Visitors.Sum(v => v.Asked));
    }

    [Fact]
    public void Declined_parts_take_just_their_cells_with_them()
    {
        // Keep what has unit 0 of the first layer active.
        Network network = SavedNetworks.Relu("2-16-16-1");
        RecordingVisitor all = network.WalkCells(Square, () => new RecordingVisitor(1), new CellWalkOptions { Workers = 1 }).Visitors[0];
        CellWalkResult<Chooser> some = network.WalkCells(Square, () => new Chooser(part => part.Pattern.IsEmpty || part.Pattern[0] == 1));
        Assert.True(some.Complete);
        Assert.Equal(all.Cells.Count(c => c.Pattern.StartsWith("01", StringComparison.Ordinal)), some.Cells);
    }

    [Fact]
    public void Parts_carry_the_maps_of_the_layers_so_far_and_of_the_open_blocks()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Network network = RandomNetworks.Create(seed, 2);
            var program = PiecewiseLinearProgram.Of(network);
            CellWalk.Run(program, new CellDomain(Box.Cube(2, -2, 2)), () => new PartChecker(program), new CellWalkOptions(), null, CancellationToken.None);
        }
    }

    [Fact]
    public void A_slice_has_the_cells_of_the_network_behind_an_affine_layer()
    {
        Network network = SavedNetworks.Relu("5-8-8-1");
        double[] basis = [1, 0, 0, 1, 0.5, -0.5, 1, 1, -1, 0.25];
        double[] origin = [0.1, 0.2, -0.3, 0.4, 0.5];
        Network behind = new(2, [new Affine(new Matrix(5, 2, basis), origin), .. network.Layers]);
        PiecewiseLinearProgram slice = PiecewiseLinearProgram.Of(network).OnSlice(basis, origin, 2);
        CellWalkResult<RecordingVisitor> expected = behind.WalkCells(Square, () => new RecordingVisitor(1));
        CellWalkResult<RecordingVisitor> actual = CellWalk.Run(slice, Square, () => new RecordingVisitor(1), new CellWalkOptions(), null, CancellationToken.None);
        Assert.Equal(
            expected.Visitors.SelectMany(v => v.Cells).Select(c => c.Pattern).Order(), actual.Visitors.SelectMany(v => v.Cells).Select(c => c.Pattern).Order());
        Assert.True(actual.Cells > 50);
    }

    [Fact]
    public void An_affine_network_has_one_cell_with_its_map()
    {
        Network network = new(2, [new Affine(Matrix.FromRows([[1, 2], [3, 4]]), [5, 6]), new Affine(Matrix.FromRows([[1, 1]]), [0.5])]);
        CellRecord cell = Assert.Single(network.WalkCells(Square, () => new RecordingVisitor(1)).Visitors.SelectMany(v => v.Cells));
        Assert.Equal([4, 6], cell.A);
        Assert.Equal([11.5], cell.B);
        Assert.Equal(4, cell.Vertices.Length);
        Assert.Equal("", cell.Pattern);
    }

    [Fact]
    public void A_domain_without_interior_has_no_cells()
    {
        Network network = SavedNetworks.Relu("2-16-16-1");
        var outside = new CellDomain(Box.Cube(2, -1, 1), [new Halfspace([1, 1], -3)]);
        var flat = new CellDomain(Box.Cube(2, -1, 1), [new Halfspace([1, 0], 0), new Halfspace([-1, 0], 0)]);
        foreach (CellDomain domain in new[] { outside, flat })
        {
            CellWalkResult<CountingVisitor> result = network.WalkCells(domain, () => new CountingVisitor());
            Assert.True(result.Complete);
            Assert.Equal(0, result.Cells);
        }
    }

    [Fact]
    public void Too_many_dimensions_are_refused_with_advice()
    {
        Network network = new(13, [new Elementwise(new TorchDynInspect.Dynamics.Activations.Relu())]);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => network.WalkCells(new CellDomain(Box.Cube(13, -1, 1)), () => new CountingVisitor()));
        Assert.Contains("slice", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_may_overflow_is_refused()
    {
        var large = new Affine(Matrix.FromRows([[1e200, 1e200], [1e200, -1e200]]), [0, 0]);
        Network network = new(2, [large, new Elementwise(new TorchDynInspect.Dynamics.Activations.Relu()), large]);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => network.WalkCells(Square, () => new CountingVisitor()));
        Assert.Contains("too large", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_dimensions_are_divided()
    {
        // x_1 + … + x_12 against three levels, and one coordinate: the layers of a cube.
        Network network = new(12, [
            new Affine(Matrix.FromRows([[.. Enumerable.Repeat(1.0, 12)], [.. Enumerable.Repeat(1.0, 12)], [1, .. Enumerable.Repeat(0.0, 11)]]), [-0.5, 0.25, 0.125]),
            new Elementwise(new TorchDynInspect.Dynamics.Activations.Relu())]);
        Assert.Equal(6, network.WalkCells(new CellDomain(Box.Cube(12, -1, 1)), () => new CountingVisitor()).Cells);
    }

    [Fact]
    public void A_struct_keeps_what_it_counts()
    {
        CellWalkResult<StructCounter> result = SavedNetworks.Relu("2-16-16-1").WalkCells(Square, () => default(StructCounter));
        Assert.Equal(519, result.Visitors.Sum(v => v.Cells));
    }

    [Fact]
    public void Progress_never_falls_and_stays_within_one()
    {
        var progress = new Recorder();
        SavedNetworks.Relu("3-32-32-32-1").WalkCells(new CellDomain(Box.Cube(3, -10, 10)), () => new Slow(), progress: progress);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.All(progress.Values, p => Assert.InRange(p, 0, 1));
    }

    private sealed class Recorder : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }

    private sealed class Slow : ICellVisitor
    {
        private double sink;

        public void Visit(Cell cell)
        {
            for (int i = 0; i < 200; i++)
            {
                sink += Math.Sqrt(sink + cell.VertexCount);
            }
        }
    }

    private sealed class Thrower : ICellVisitor
    {
        private int cells;

        public void Visit(Cell cell)
        {
            if (++cells == 1000)
            {
                throw new InvalidOperationException("thousandth cell");
            }
        }
    }

    private sealed class Chooser(Func<CellPart, bool> choice) : ICellVisitor
    {
        public int Asked { get; private set; }

        public bool Enter(CellPart part)
        {
            Asked++;
            return choice(part);
        }

        public void Visit(Cell cell)
        {
        }
    }

    private struct StructCounter : ICellVisitor
    {
        public int Cells { get; private set; }

        public void Visit(Cell cell) => Cells++;
    }

    /// <summary>Runs the program, step by step, at the mean of a part's vertices.</summary>
    private sealed class PartChecker(PiecewiseLinearProgram program) : ICellVisitor
    {
        public bool Enter(CellPart part)
        {
            int d = part.Dimension;
            double[] x = new double[d];
            for (int i = 0; i < part.Vertices.Length; i++)
            {
                x[i % d] += part.Vertices[i] / part.VertexCount;
            }

            double[] h = x;
            List<double[]> blocks = [];
            foreach (ProgramStep step in program.Steps.Take(part.NextStep))
            {
                switch (step)
                {
                    case ProgramStep.Linear linear:
                        double[] from = h;
                        h = [.. linear.Bias.Select((b, i) => b + from.Select((v, j) => linear.Weight[(i * linear.Columns) + j] * v).Sum())];
                        break;
                    case ProgramStep.Pieces pieces:
                        for (int u = 0; u < h.Length; u++)
                        {
                            Assert.Equal(pieces.Units[u].Breakpoints.Count(b => b <= h[u] + 1e-12), part.Pattern[pieces.FirstUnit + u]);
                        }

                        h = [.. h.Select((z, u) => (pieces.Units[u].Pieces[part.Pattern[pieces.FirstUnit + u]].Slope * z) + pieces.Units[u].Pieces[part.Pattern[pieces.FirstUnit + u]].Intercept)];
                        break;
                    case ProgramStep.Enter:
                        blocks.Add(h);
                        break;
                    default:
                        h = [.. h.Zip(blocks[^1], (a, b) => a + b)];
                        blocks.RemoveAt(blocks.Count - 1);
                        break;
                }
            }

            Assert.IsType<ProgramStep.Pieces>(program.Steps[part.NextStep]);
            Assert.Equal(h.Length, part.Width);
            IsValueOf(part.Rows, x, h);
            Assert.Equal(blocks.Count, part.OpenBlocks);
            for (int i = 0; i < blocks.Count; i++)
            {
                IsValueOf(part.OpenBlockRows(i), x, blocks[i]);
            }

            return true;
        }

        public void Visit(Cell cell)
        {
        }

        private static void IsValueOf(ReadOnlySpan<double> rows, double[] x, double[] expected)
        {
            int d = x.Length;
            Assert.Equal(expected.Length * (d + 1), rows.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                double value = rows[(i * (d + 1)) + d];
                for (int j = 0; j < d; j++)
                {
                    value += rows[(i * (d + 1)) + j] * x[j];
                }

                Assert.Equal(expected[i], value, 1e-10 * (1 + Math.Abs(expected[i])));
            }
        }
    }
}
