using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Batches;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>What must hold for the cells of any network: they fill the domain, are distinct, are polytopes, and carry the network's affine maps.</summary>
public sealed class CellConsistencyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Cells_of_random_networks_partition_the_box(int dimension)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Network network = RandomNetworks.Create((100 * dimension) + seed, dimension);
            CellRecord[] cells = Walk(network, new CellDomain(Box.Cube(dimension, -2, 3)));
            Assert.Equal(cells.Length, cells.Select(c => c.Pattern).Distinct().Count());
            double volume = 0;
            foreach (CellRecord cell in cells)
            {
                volume += IsAPolytope(cell);
                CarriesTheMapOf(network, cell);
            }

            Assert.Equal(Math.Pow(5, dimension), volume, 1e-9 * Math.Pow(5, dimension));
        }
    }

    [Fact]
    public void Cells_of_a_deep_residual_network_partition_the_box()
    {
        var random = new Random(5);
        Network network = new(2, Enumerable.Range(0, 4).SelectMany(_ => new Layer[]
        {
            new Residual(new Network(2, [
                RandomNetworks.Affine(random, 2, 5),
                new Elementwise(new TorchDynInspect.Dynamics.Activations.Relu()),
                new Residual(new Network(5, [RandomNetworks.Affine(random, 5, 5), new Elementwise(new TorchDynInspect.Dynamics.Activations.Hardtanh(-1, 1))])),
                RandomNetworks.Affine(random, 5, 2)])),
        }));
        CellRecord[] cells = Walk(network, new CellDomain(Box.Cube(2, -1, 1)));
        double volume = 0;
        foreach (CellRecord cell in cells)
        {
            volume += IsAPolytope(cell);
            CarriesTheMapOf(network, cell);
        }

        Assert.Equal(4, volume, 1e-9);
    }

    [Fact]
    public void Cells_of_a_polytope_given_by_halfspaces_fill_it()
    {
        // The cross-polytope |x| + |y| + |z| <= 1 has volume 4/3, and its vertices lie on four facets each.
        Halfspace[] sides = [.. Enumerable.Range(0, 8).Select(i => new Halfspace([(i & 1) == 0 ? 1 : -1, (i & 2) == 0 ? 1 : -1, (i & 4) == 0 ? 1 : -1], 1))];
        var domain = new CellDomain(Box.Cube(3, -1, 1), sides);
        for (int seed = 0; seed < 10; seed++)
        {
            Network network = RandomNetworks.Create(seed, 3);
            CellRecord[] cells = Walk(network, domain);
            Assert.Equal(4.0 / 3, cells.Sum(IsAPolytope), 1e-12);
            Assert.All(cells.SelectMany(c => c.Facets), f => Assert.NotEqual(FacetKind.Box, f.Kind));
        }
    }

    private static CellRecord[] Walk(Network network, CellDomain domain)
    {
        CellWalkResult<RecordingVisitor> result = network.WalkCells(domain, () => new RecordingVisitor(network.Outputs));
        Assert.True(result.Complete);
        CellRecord[] cells = [.. result.Visitors.SelectMany(v => v.Cells)];
        Assert.Equal(result.Cells, cells.Length);
        return cells;
    }

    private static double IsAPolytope(CellRecord cell)
    {
        for (int v = 0; v < cell.Vertices.Length; v++)
        {
            Assert.True(cell.FacetsAt[v].Length >= cell.Dimension);
            Assert.Equal(cell.FacetsAt[v], cell.FacetsAt[v].Distinct().Order());
            for (int f = 0; f < cell.Facets.Length; f++)
            {
                double scale = cell.Normals[f].Sum(Math.Abs) * 5;
                double excess = cell.Normals[f].Zip(cell.Vertices[v], (n, x) => n * x).Sum() - cell.Offsets[f];
                Assert.True(excess <= 1e-9 * scale, $"vertex {v} is {excess} outside of facet {cell.Facets[f]}");
                Assert.True(!cell.FacetsAt[v].Contains(f) || Math.Abs(excess) <= 1e-9 * scale, $"vertex {v} is {excess} off its facet {cell.Facets[f]}");
            }
        }

        Assert.Equal(cell.Facets.Length, cell.Facets.Distinct().Count());
        var lattice = new FaceLattice(cell);
        Assert.Equal(cell.Vertices.Length, lattice.Counts[0]);
        Assert.Equal(cell.Facets.Length, lattice.FacetCount);
        Assert.Equal(cell.Dimension + 1, lattice.Counts.Count);
        Assert.Equal(1, lattice.EulerCharacteristic);
        Assert.True(lattice.Volume > 0);
        return lattice.Volume;
    }

    private static void CarriesTheMapOf(Network network, CellRecord cell)
    {
        double[] x = cell.Centroid;
        (double[] value, double[,] a, double[] b) = LayerwiseReference.At(network, x, AffineForm.Tangent);
        for (int i = 0; i < network.Outputs; i++)
        {
            double sum = cell.B[i];
            double scale = 1 + Math.Abs(cell.B[i]);
            for (int j = 0; j < x.Length; j++)
            {
                Assert.Equal(a[i, j], cell.A[(i * x.Length) + j], 1e-9 * (1 + Math.Abs(a[i, j])));
                sum += cell.A[(i * x.Length) + j] * x[j];
                scale += Math.Abs(cell.A[(i * x.Length) + j] * x[j]);
            }

            Assert.Equal(b[i], cell.B[i], 1e-9 * scale);
            Assert.Equal(value[i], sum, 1e-9 * scale);
        }
    }
}
