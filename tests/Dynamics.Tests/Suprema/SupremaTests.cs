using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Dynamics.Suprema;
using TorchDynInspect.Dynamics.Tests.CriticalPoints.Vertices;

namespace TorchDynInspect.Dynamics.Tests.Suprema;

public sealed class SupremaTests
{
    private static readonly int[][] Shapes = [[2, 8, 8, 2], [3, 6, 5, 3], [1, 9, 7, 1], [4, 6, 2], [2, 7, 5], [3, 8, 1]];

    [Fact]
    public void Sampled_jacobians_never_exceed_the_suprema_and_their_cells_attain_them()
    {
        for (int seed = 0; seed < 24; seed++)
        {
            int[] shape = Shapes[seed % Shapes.Length];
            Network net = Nets.Random(seed, seed % 2 == 0 ? new LeakyRelu(0.2) : new Relu(), shape);
            Box box = Box.Cube(shape[0], -3, 3);
            SupremaResult result = net.Suprema(new CellDomain(box));
            Assert.True(result.Complete);
            SpectrumBatch spectra = net.AffineMaps(Points(box, 2000, seed), AffineForm.Tangent).Spectra();
            for (int i = 0; i < spectra.Count; i++)
            {
                Spectrum s = spectra[i];
                Assert.True(s.Norm2 <= result.Norm2!.Value * (1 + 1e-12), $"seed {seed}: {s.Norm2:R} > {result.Norm2.Value:R}");
                Assert.True(s.NormInfinity <= result.NormInfinity!.Value * (1 + 1e-12));
                Assert.True(s.SpectralRadius is null || s.SpectralRadius <= result.SpectralRadius!.Value * (1 + 1e-9));
            }

            Assert.Equal(result.Norm2!.Value, At(net, result.Norm2).Norm2, 1e-12);
            Assert.Equal(result.NormInfinity!.Value, At(net, result.NormInfinity).NormInfinity, 1e-12);
            Assert.Equal(net.IsSelfMap, result.SpectralRadius is not null);
            if (result.SpectralRadius is { } radius)
            {
                Assert.Equal(radius.Value, At(net, radius).SpectralRadius!.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void Every_cell_of_a_one_layer_map_is_accounted_for()
    {
        // h = σ(W x) with slopes ½ and 1 in two units whose kinks cross: four cells with A = V diag(s) W, enumerated here.
        double[] w = [1, 0.5, -0.25, 1];
        double[] v = [1.5, -0.5, 0.75, 0.5];
        Network net = new(2, [new Affine(new Matrix(2, 2, w), [0, 0]), new Elementwise(new LeakyRelu(0.5)), new Affine(new Matrix(2, 2, v), [0, 0])]);
        SupremaResult result = net.Suprema(new CellDomain(Box.Cube(2, -1, 1)));
        Spectrum[] all = [.. new (double S, double T)[] { (1, 1), (1, 0.5), (0.5, 1), (0.5, 0.5) }.Select(slopes => Spectrum.Of(Product(v, slopes.S, slopes.T, w)))];
        Assert.Equal(4, result.Cells);
        Assert.Equal(all.Max(s => s.Norm2), result.Norm2!.Value, 1e-14);
        Assert.Equal(all.Max(s => s.NormInfinity), result.NormInfinity!.Value, 1e-14);
        Assert.Equal(all.Max(s => s.SpectralRadius!.Value), result.SpectralRadius!.Value, 1e-14);
        Assert.Equal(new DeterminantSigns(4, 0, 0), result.Determinants);
    }

    [Fact]
    public void Folded_flat_cells_are_singular()
    {
        // relu in the plane: the identity on one quadrant, rank 1 on two, 0 on the last.
        SupremaResult result = new Network(2, [new Elementwise(new Relu())]).Suprema(new CellDomain(Box.Cube(2, -1, 1)));
        Assert.Equal(new DeterminantSigns(1, 0, 3), result.Determinants);
        Assert.Equal((1.0, 1.0, 1.0), (result.Norm2!.Value, result.NormInfinity!.Value, result.SpectralRadius!.Value));
    }

    [Fact]
    public void Certified_suprema_lie_in_narrow_proved_intervals()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            int[] shape = Shapes[seed % Shapes.Length];
            Network net = Nets.Random(seed, seed % 2 == 0 ? new LeakyRelu(0.2) : new PiecewiseLinear([-0.5, 0.2, 1], [0.1, 0.5, -0.3], 1, 0.3), shape);
            SupremaResult result = net.Suprema(new CellDomain(Box.Cube(shape[0], -2, 2)), new SupremaOptions { Evidence = EvidenceLevel.Certified });
            Assert.Equal(EvidenceLevel.Certified, result.Evidence);
            Around(result.Norm2!, At(net, result.Norm2!).Norm2, 1e-6);
            Around(result.NormInfinity!, At(net, result.NormInfinity!).NormInfinity, 1e-10);
            if (result.SpectralRadius is { } radius)
            {
                Around(radius, At(net, radius).SpectralRadius!.Value, 1e-4);
            }
        }
    }

    [Fact]
    public void Numerical_suprema_have_no_enclosure_and_a_cancelled_search_is_a_sample()
    {
        Network net = Nets.Random(1, new Relu(), 2, 8, 2);
        SupremaResult numerical = net.Suprema(new CellDomain(Box.Cube(2, -2, 2)));
        Assert.Equal((EvidenceLevel.Numerical, null), (numerical.Evidence, numerical.Norm2!.Enclosure));
        using CancellationTokenSource source = new();
        source.Cancel();
        SupremaResult cancelled = net.Suprema(new CellDomain(Box.Cube(2, -2, 2)), cancellation: source.Token);
        Assert.False(cancelled.Complete);
        Assert.Equal(EvidenceLevel.Sampled, cancelled.Evidence);
    }

    [Fact]
    public void A_slice_has_the_whole_jacobian_of_its_own_cells()
    {
        Network net = Nets.Random(3, new Relu(), 4, 10, 6, 4);
        InputSlice slice = InputSlice.Along([0.1, 0.2, 0.3, 0.4], 1, 3);
        SupremaResult whole = net.Suprema(new CellDomain(Box.Cube(4, -2, 2)));
        SupremaResult result = net.Suprema(new CellDomain(Box.Cube(2, -1, 1)), new SupremaOptions { Slice = slice });
        double sampled = 0;
        Matrix points = Points(Box.Cube(2, -1, 1), 2000, 4);
        Matrix inputs = new(points.Rows, 4, [.. Enumerable.Range(0, points.Rows).SelectMany(i => new[] { 0.1, 0.2 + points[i, 0], 0.3, 0.4 + points[i, 1] })]);
        SpectrumBatch spectra = net.AffineMaps(inputs, AffineForm.Tangent).Spectra();
        for (int i = 0; i < spectra.Count; i++)
        {
            sampled = Math.Max(sampled, spectra[i].Norm2);
        }

        Assert.InRange(result.Norm2!.Value, sampled * (1 - 1e-12), whole.Norm2!.Value * (1 + 1e-12));
    }

    [Theory]
    [InlineData(new[] { 0.0, -3, 3, 0 }, 3, 1e-5)]
    [InlineData(new[] { 1.0, 4, 0, 1.25 }, 1.25, 1e-2)]
    [InlineData(new[] { 2.0, 0, 0, -0.5 }, 2, 1e-5)]
    [InlineData(new[] { 1.0, 2, 0, 0, 3, 1, 0, 0, -4 }, 4, 1e-5)]
    [InlineData(new[] { 0.0, 0, 1, 1, 0, 0, 0, 1, 0 }, 1, 1e-5)]
    public void Powers_bound_the_spectral_radius_from_both_sides_the_closer_the_nearer_to_normal(double[] a, double radius, double within)
    {
        int n = (int)Math.Sqrt(a.Length);
        double upper = PowerBounds.Radius(a, n, 0).Upper;
        double lower = PowerBounds.RadiusBelow(a, n, 0);
        Assert.InRange(radius, lower, upper);
        Assert.InRange(upper, radius, radius * (1 + within));
        Assert.InRange(lower, radius * (1 - within), radius);
    }

    [Fact]
    public void Bounds_of_a_jordan_block_are_wide_but_true()
    {
        double[] block = [1, 1e6, 0, 1];
        Assert.InRange(1.0, PowerBounds.RadiusBelow(block, 2, 0), PowerBounds.Radius(block, 2, 0).Upper);
    }

    [Theory]
    [InlineData(new[] { 0.0, 5, 0, 0 }, 2)]
    [InlineData(new[] { 0.0, 0, 0, 0 }, 2)]
    public void A_nilpotent_matrix_has_radius_zero(double[] a, int n)
    {
        double upper = PowerBounds.Radius(a, n, 0).Upper;
        Assert.Equal(0, PowerBounds.RadiusBelow(a, n, 0));
        Assert.InRange(upper, 0, 1e-6);
    }

    private static void Around(Supremum supremum, double independent, double width)
    {
        Interval enclosure = Assert.IsType<Interval>(supremum.Enclosure);
        Assert.True(enclosure.Lower <= supremum.Value && supremum.Value <= enclosure.Upper, $"{supremum.Value:R} in [{enclosure.Lower:R}, {enclosure.Upper:R}]");
        Assert.InRange(independent, enclosure.Lower * (1 - 1e-13), enclosure.Upper * (1 + 1e-13));
        Assert.InRange(enclosure.Upper - enclosure.Lower, 0, width * supremum.Value);
    }

    private static Spectrum At(Network net, Supremum supremum) => Spectrum.Of(net.AffineMap(supremum.X.AsSpan(), AffineForm.Tangent).A);

    private static Matrix Product(double[] v, double s, double t, double[] w) => new(2, 2, [
        (v[0] * s * w[0]) + (v[1] * t * w[2]), (v[0] * s * w[1]) + (v[1] * t * w[3]),
        (v[2] * s * w[0]) + (v[3] * t * w[2]), (v[2] * s * w[1]) + (v[3] * t * w[3]),
    ]);

    private static Matrix Points(Box box, int count, int seed)
    {
        Random random = new(seed);
        return new Matrix(count, box.Dimension, [.. Enumerable.Range(0, count * box.Dimension).Select(i =>
            box.Lower[i % box.Dimension] + (random.NextDouble() * (box.Upper[i % box.Dimension] - box.Lower[i % box.Dimension])))]);
    }
}
