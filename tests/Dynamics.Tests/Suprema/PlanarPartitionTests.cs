using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Dynamics.Tests.CriticalPoints.Vertices;

namespace TorchDynInspect.Dynamics.Tests.Suprema;

public sealed class PlanarPartitionTests
{
    [Fact]
    public void The_polygons_tile_the_box_counter_clockwise()
    {
        PlanarPartition partition = Nets.Random(4, new Relu(), 2, 9, 7, 2).Partition(new CellDomain(Box.Cube(2, -3, 1)));
        double area = 0;
        for (int i = 0; i < partition.Count; i++)
        {
            double own = Area(partition, i);
            Assert.True(own > 0);
            area += own;
        }

        Assert.Equal(16, area, 1e-10);
        Assert.True(partition.Complete && partition.Count > 20);
    }

    [Theory]
    [InlineData(CellMeasure.Norm2)]
    [InlineData(CellMeasure.SpectralRadius)]
    [InlineData(CellMeasure.DeterminantSign)]
    public void Values_are_those_of_the_jacobian_inside_the_polygon(CellMeasure measure)
    {
        Network net = Nets.Random(6, new LeakyRelu(0.3), 3, 6, 5, 3);
        InputSlice slice = new([0.1, -0.2, 0.3], new Dynamics.LinearAlgebra.Matrix(3, 2, [1, 0, 0.5, 1, -0.25, 2]));
        PlanarPartition partition = net.Partition(new CellDomain(Box.Cube(2, -1, 1)), measure, slice);
        Assert.True(partition.Count > 8);
        for (int i = 0; i < partition.Count; i++)
        {
            int corners = (partition.Starts[i + 1] - partition.Starts[i]) / 2;
            double t = Enumerable.Range(0, corners).Average(k => partition.Coordinates[partition.Starts[i] + (2 * k)]);
            double u = Enumerable.Range(0, corners).Average(k => partition.Coordinates[partition.Starts[i] + (2 * k) + 1]);
            Spectrum s = Spectrum.Of(net.AffineMap([0.1 + t, -0.2 + (0.5 * t) + u, 0.3 - (0.25 * t) + (2 * u)], AffineForm.Tangent).A);
            double determinant = s.Eigenvalues.Aggregate(System.Numerics.Complex.One, (product, value) => product * value).Real;
            double expected = measure switch { CellMeasure.Norm2 => s.Norm2, CellMeasure.SpectralRadius => s.SpectralRadius!.Value, _ => Math.Sign(determinant) };
            Assert.Equal(expected, partition.Values[i], 1e-10);
        }
    }

    [Fact]
    public void Space_and_oblong_jacobians_are_refused()
    {
        Network space = Nets.Random(1, new Relu(), 3, 4, 1);
        Assert.StartsWith("partition: has 3 coordinates", Assert.Throws<InvalidInputException>(() => space.Partition(new CellDomain(Box.Cube(3, -1, 1)))).Message);
        Network oblong = Nets.Random(1, new Relu(), 2, 4, 1);
        Assert.StartsWith(
            "partition: SpectralRadius needs as many outputs as inputs",
            Assert.Throws<InvalidInputException>(() => oblong.Partition(new CellDomain(Box.Cube(2, -1, 1)), CellMeasure.SpectralRadius)).Message);
    }

    private static double Area(PlanarPartition partition, int polygon)
    {
        double twice = 0;
        (int start, int end) = (partition.Starts[polygon], partition.Starts[polygon + 1]);
        for (int at = start; at < end; at += 2)
        {
            int next = at + 2 == end ? start : at + 2;
            twice += (partition.Coordinates[at] * partition.Coordinates[next + 1]) - (partition.Coordinates[next] * partition.Coordinates[at + 1]);
        }

        return twice / 2;
    }
}
