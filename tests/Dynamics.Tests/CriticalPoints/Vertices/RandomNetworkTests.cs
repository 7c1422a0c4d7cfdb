using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.CriticalPoints.Vertices;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Vertices;

public sealed class RandomNetworkTests
{
    private static readonly Activation[] Functions =
    [
        new Relu(), new LeakyRelu(0.2), new Hardtanh(-0.5, 0.6), Nets.Modulus, new PiecewiseLinear([-0.7, -0.1, 0.3, 0.9], [0.5, -0.3, 0.4, 0.1], -1, 2), new Softshrink(0.2),
    ];

    [Fact]
    public void Indices_add_up_to_one_on_two_hundred_networks()
    {
        int[][] shapes = [[1, 8, 8, 1], [2, 8, 1], [2, 6, 6, 1], [2, 5, 5, 5, 1], [3, 6, 1], [3, 5, 4, 1], [4, 5, 1], [2, 7, 2, 1]];
        for (int seed = 0; seed < 200; seed++)
        {
            int[] shape = shapes[seed % shapes.Length];
            Network net = Nets.Random(seed, Functions[seed / 8 % Functions.Length], shape);
            CriticalPointResult result = net.CriticalPoints(Box.Cube(shape[0], -2, 2));
            Assert.True(result.EulerCharacteristic == 1 && result.Complete, $"seed {seed}: {string.Join("; ", result.Remarks)}");
        }
    }

    [Fact]
    public void The_rule_of_general_position_agrees_with_the_homology_of_all_faces()
    {
        int found = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            int[] shape = seed % 3 == 0 ? [2, 6, 5, 1] : seed % 3 == 1 ? [3, 5, 3, 1] : [1, 6, 6, 1];
            Network net = Nets.Random(1000 + seed, Functions[1 + (seed % 4)], shape);
            CellDomain domain = new(Box.Cube(shape[0], -2, 2));
            CriticalPointResult result = net.CriticalPoints(domain.Box);
            List<CriticalPoint> byHomology = OfAllVertices(net, domain);
            Assert.Equal(result.Points.Length, byHomology.Count);
            foreach (CriticalPoint point in result.Points)
            {
                CriticalPoint other = byHomology.MinBy(candidate => Distance(point, candidate))!;
                Assert.True(Distance(point, other) < 1e-9);
                Assert.Equal(point.Index, other.Index);
                Assert.Equal(point.Value, other.Value, 1e-10);
                found++;
            }
        }

        Assert.True(found > 60, $"{found} critical points");
    }

    [Fact]
    public void In_the_plane_the_index_is_read_off_a_small_circle()
    {
        int critical = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            Network net = Nets.Random(2000 + seed, Functions[1 + (seed % 5)], 2, 6, 4, 1);
            Box box = Box.Cube(2, -2, 2);
            List<double[]> vertices = Distinct(Vertices(net, new CellDomain(box)));
            CriticalPointResult result = net.CriticalPoints(box);
            foreach (double[] x in vertices.Where(x => Math.Abs(x[0]) < 1.999 && Math.Abs(x[1]) < 1.999))
            {
                double gap = vertices.Where(y => y != x).Min(y => double.Hypot(x[0] - y[0], x[1] - y[1]));
                int? expected = CircleIndex(net, x, Math.Min(gap, 0.01) * 1e-2);
                CriticalPoint? found = result.Points.FirstOrDefault(point => double.Hypot(point.X[0] - x[0], point.X[1] - x[1]) < 1e-3 * gap);
                if (expected is { } index && gap > 1e-4)
                {
                    Assert.True((index == 0) == (found is null), $"seed {seed} at {x[0]:R}, {x[1]:R}: {index}, {found}, gap {gap}");
                    Assert.Equal(index, found is null ? 0 : found.Index % 2 == 0 ? 1 : -1);
                    critical += index == 0 ? 0 : 1;
                }
            }
        }

        Assert.True(critical > 25, $"{critical} critical points");
    }

    [Fact]
    public void Certified_points_are_the_numerical_ones()
    {
        int certified = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            int[] shape = seed % 3 == 0 ? [2, 8, 6, 1] : seed % 3 == 1 ? [3, 6, 4, 1] : [1, 9, 6, 1];
            Network net = Nets.Random(3000 + seed, Functions[1 + (seed % 4)], shape);
            CriticalPointResult proved = net.CriticalPoints(Box.Cube(shape[0], -2, 2), new CriticalPointOptions { Evidence = EvidenceLevel.Certified });
            CriticalPointResult numerical = net.CriticalPoints(Box.Cube(shape[0], -2, 2));
            Assert.True(proved.Complete);
            Assert.Equal(numerical.Points.Select(p => (Math.Round(p.X[0], 9), p.Index)), proved.Points.Select(p => (Math.Round(p.X[0], 9), p.Index)));
            certified += proved.Evidence == EvidenceLevel.Certified ? 1 : 0;
        }

        // Flat cells and hyperplanes that coincide are examined in floating point.
        Assert.True(certified > 12, $"{certified} certified");
    }

    [Fact]
    public void Signs_proved_in_floating_point_are_the_exact_ones()
    {
        int proved = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            Network net = Nets.Random(4000 + seed, Functions[1 + (seed % 4)], 1 + (seed % 4), 7, 5, 1);
            PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(net);
            foreach (SignComparison comparison in net.WalkCells(new CellDomain(Box.Cube(net.Inputs, -2, 2)), () => new SignComparison(program)).Visitors)
            {
                Assert.Equal(0, comparison.Different);
                proved += comparison.Proved;
            }
        }

        Assert.True(proved > 400, $"{proved} signs");
    }

    [Fact]
    public void Workers_do_not_change_the_answer()
    {
        Network net = Nets.Random(5, new LeakyRelu(0.1), 2, 12, 12, 1);
        CriticalPointResult one = net.CriticalPoints(Box.Cube(2, -3, 3), new CriticalPointOptions { Workers = 1 });
        CriticalPointResult three = net.CriticalPoints(Box.Cube(2, -3, 3), new CriticalPointOptions { Workers = 3 });
        Assert.Equal(one.Points.Select(p => p.ToString()), three.Points.Select(p => p.ToString()));
    }

    [Fact]
    public void A_cancelled_search_says_that_it_is_not_complete()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        CriticalPointResult result = Nets.Random(5, new Relu(), 2, 12, 12, 1).CriticalPoints(Box.Cube(2, -3, 3), cancellation: source.Token);
        Assert.False(result.Complete);
        Assert.True(result.Interrupted);
        Assert.Null(result.EulerCharacteristic);
        Assert.Equal(EvidenceLevel.Sampled, result.Evidence);
    }

    // On a small circle around a vertex, Φ − Φ(vertex) changes sign 2 − 2i times. Null when two circles disagree (an edge passes close by), or where Φ is nearly constant along an edge.
    private static int? CircleIndex(Network net, double[] x, double radius)
    {
        int? wide = Changes(radius);
        return wide == Changes(radius / 30) ? wide : null;

        int? Changes(double r)
        {
            const int Steps = 1200;
            double centre = Value(net, x[0], x[1]);
            double[] slopes = [.. Enumerable.Range(0, Steps).Select(k => (Value(
                net, x[0] + (r * Math.Cos(2 * Math.PI * (k + 0.3) / Steps)), x[1] + (r * Math.Sin(2 * Math.PI * (k + 0.3) / Steps))) - centre) / r)];
            bool[] isExtreme = [.. Enumerable.Range(0, Steps).Select(k => (slopes[k] - slopes[(k + 1) % Steps]) * (slopes[k] - slopes[(k + Steps - 1) % Steps]) >= 0)];
            bool flat = Enumerable.Range(0, Steps).Any(k => isExtreme[k] && Math.Abs(slopes[k]) < 1e-2);
            return flat ? null : 1 - (Enumerable.Range(0, Steps).Count(k => slopes[k] > 0 != slopes[(k + 1) % Steps] > 0) / 2);
        }
    }

    private static double Value(Network net, double x, double y)
    {
        double[] h = [x, y];
        foreach (Layer layer in net.Layers)
        {
            if (layer is Affine affine)
            {
                double[] sum = [.. affine.Bias];
                for (int i = 0; i < sum.Length; i++)
                {
                    for (int j = 0; j < h.Length; j++)
                    {
                        sum[i] += affine.Weight[i, j] * h[j];
                    }
                }

                h = sum;
            }
            else
            {
                ((Elementwise)layer)[0].Values(h, h);
            }
        }

        return h[0];
    }

    private static double Distance(CriticalPoint a, CriticalPoint b) => a.X.Zip(b.X, (x, y) => Math.Abs(x - y)).Max();

    private static List<double[]> Vertices(Network net, CellDomain domain) =>
        [.. net.WalkCells(domain, () => new VertexCollector(), new CellWalkOptions { Workers = 1 }).Visitors.SelectMany(visitor => visitor.Points)];

    private static List<double[]> Distinct(List<double[]> points)
    {
        List<double[]> distinct = [];
        foreach (double[] x in points)
        {
            if (!distinct.Exists(y => x.Zip(y, (a, b) => Math.Abs(a - b)).Max() < 1e-10))
            {
                distinct.Add(x);
            }
        }

        return distinct;
    }

    // Treats every vertex as if it were degenerate.
    private static List<CriticalPoint> OfAllVertices(Network net, CellDomain domain)
    {
        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(net);
        FaceFingerprint fingerprint = new(program);
        SpecialPoints all = new(Vertices(net, domain), domain, fingerprint, new BreakpointFinder(program, domain));
        CellWalkResult<StarVisitor> walk = net.WalkCells(
            domain, () => new StarVisitor(all, fingerprint, new BreakpointFinder(program, domain), new EdgeSigns(program, EvidenceLevel.Numerical)));
        Assert.DoesNotContain(walk.Visitors, visitor => visitor.Inconsistent);
        (List<(CriticalPoint Point, bool Vertex)> points, long sum) = Plateaus.Of(walk.Visitors, domain.Dimension, EvidenceLevel.Numerical);
        Assert.Equal(1, sum);
        return [.. points.Select(point => point.Point)];
    }

    private sealed class SignComparison(PiecewiseLinearProgram program) : ICellVisitor
    {
        // Rationals take a millisecond an edge.
        private const int MostCells = 40;

        private readonly SimpleVertexSigns fast = new(program);
        private readonly Dynamics.Exact.ExactProgram exact = Dynamics.Exact.ExactProgram.Of(program);

        private int cells;

        public int Proved { get; private set; }

        public int Different { get; private set; }

        public void Visit(Cell cell)
        {
            if (++cells > MostCells)
            {
                return;
            }

            fast.Enter(cell);
            ExactEdges rational = new(exact, cell.Pattern);
            int[] signs = new int[cell.Dimension];
            for (int v = 0; v < cell.VertexCount; v++)
            {
                int[] facets = cell.FacetsAt(v).ToArray();
                if (facets.Length != cell.Dimension)
                {
                    continue;
                }

                fast.Of(cell, facets, signs);
                for (int i = 0; i < facets.Length; i++)
                {
                    int w = Enumerable.Range(0, cell.VertexCount).First(
                        other => other != v && facets.Where((_, k) => k != i).All(facet => cell.FacetsAt(other).Contains(facet)));
                    int expected = Dynamics.Exact.Rational.Dot(rational.Gradient, rational.Direction(cell, v, w)!).Sign;
                    Proved += signs[i] != 0 ? 1 : 0;
                    Different += signs[i] != 0 && signs[i] != expected ? 1 : 0;
                }
            }
        }
    }

    private sealed class VertexCollector : ICellVisitor
    {
        public List<double[]> Points { get; } = [];

        public void Visit(Cell cell)
        {
            for (int v = 0; v < cell.VertexCount; v++)
            {
                Points.Add(cell.Vertices.Slice(v * cell.Dimension, cell.Dimension).ToArray());
            }
        }
    }
}
