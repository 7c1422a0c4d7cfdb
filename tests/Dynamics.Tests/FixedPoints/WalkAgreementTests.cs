using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

/// <summary>The other way to the same points in low dimension: walk over all cells by their vertices and solve the affine map of each in floating point.</summary>
public class WalkAgreementTests
{
    [Theory]
    [InlineData(2, 16, 1)]
    [InlineData(2, 24, 2)]
    [InlineData(2, 24, 3)]
    [InlineData(3, 10, 4)]
    [InlineData(3, 12, 5)]
    public void The_walk_over_cells_finds_the_same_points(int dimension, int width, int seed)
    {
        Network network = Deep(dimension, width, new Random(seed));
        Box box = Box.Cube(dimension, -6, 6);
        FixedPointResult result = network.FixedPoints(box);
        Assert.True(result.Complete);
        CellWalkResult<Solver> walk = network.WalkCells(new CellDomain(box), () => new Solver(dimension));
        List<double[]> found = [.. walk.Visitors.SelectMany(visitor => visitor.Points)];
        Assert.All(result.Points, point => Assert.Contains(found, x => Distance(x, point.X.AsSpan()) < 1e-8));
        Assert.All(found, x => Assert.Contains(result.Points, point => Distance(x, point.X.AsSpan()) < 1e-8));
    }

    private static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double most = 0;
        for (int i = 0; i < x.Length; i++)
        {
            most = Math.Max(most, Math.Abs(x[i] - y[i]));
        }

        return most;
    }

    private static Network Deep(int dimension, int width, Random random)
    {
        int[] widths = [dimension, width, width, dimension];
        List<Layer> layers = [];
        for (int l = 0; l < 3; l++)
        {
            int from = widths[l];
            layers.Add(new Affine(
                new Matrix(widths[l + 1], from, [.. Enumerable.Range(0, from * widths[l + 1]).Select(_ => 3.5 * ((2 * random.NextDouble()) - 1) / Math.Sqrt(from))]),
                [.. Enumerable.Range(0, widths[l + 1]).Select(_ => (2 * random.NextDouble()) - 1)]));
            if (l < 2)
            {
                layers.Add(SampleMaps.Relu);
            }
        }

        return new Network(dimension, layers);
    }

    /// <summary>Solves (I − A)x = b in each cell and keeps what satisfies the cell's halfspaces up to rounding.</summary>
    private sealed class Solver(int dimension) : ICellVisitor
    {
        public List<double[]> Points { get; } = [];

        public void Visit(Cell cell)
        {
            double[] a = new double[dimension * dimension];
            double[] b = new double[dimension];
            cell.AffineMap(a, b);
            var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(dimension, dimension, (i, j) => (i == j ? 1 : 0) - a[(i * dimension) + j]);
            double[] x = [.. matrix.Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(b))];
            double[] normal = new double[dimension];
            for (int facet = 0; facet < cell.Facets.Length; facet++)
            {
                double offset = cell.Halfspace(facet, normal);
                double at = normal.Zip(x, (p, q) => p * q).Sum();
                if (!(at <= offset + (1e-9 * (1 + normal.Sum(Math.Abs)))))
                {
                    return;
                }
            }

            Points.Add(x);
        }
    }
}
