using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Batches;

public class AffineMapExactnessTests
{
    public static TheoryData<string, AffineForm> EveryActivationAndForm
    {
        get
        {
            TheoryData<string, AffineForm> data = [];
            foreach (string name in ActivationCatalogue.Names)
            {
                data.Add(name, AffineForm.Tangent);
                data.Add(name, AffineForm.Secant);
                data.Add(name, AffineForm.Unshifted);
            }

            return data;
        }
    }

    /// <summary>
    /// A x and b are each rounded at the size of their own terms and may cancel in the sum, so the scale of the error is ‖A‖‖x‖ + ‖b‖, not ‖f(x)‖.
    /// </summary>
    [Theory]
    [MemberData(nameof(EveryActivationAndForm))]
    public void Value_equals_A_x_plus_b_at_ten_thousand_points(string name, AffineForm form)
    {
        Activation sigma = ActivationCatalogue.Create(name);
        int zeros = 0;
        foreach (string shape in SampleNetworks.Shapes)
        {
            Network network = SampleNetworks.Create(shape, [sigma], 1, form == AffineForm.Unshifted && sigma.ValueAtZero != 0);
            Matrix points = SampleNetworks.Points(10_000, 2, 2);
            if (form == AffineForm.Unshifted && sigma.ValueAtZero != 0)
            {
                points = WithoutZeroPreactivations(network, points);
            }

            AffineMapBatch maps = network.AffineMaps(points, form);
            for (int p = 0; p < points.Rows; p++)
            {
                ReadOnlySpan<double> x = points.Row(p);
                ReadOnlySpan<double> a = maps.Linear.Span.Slice(p * maps.Outputs * 2, maps.Outputs * 2);
                ReadOnlySpan<double> b = maps.Offsets.Span.Slice(p * maps.Outputs, maps.Outputs);
                ReadOnlySpan<double> f = maps.Values.Span.Slice(p * maps.Outputs, maps.Outputs);
                double norm = 0;
                double size = 0;
                double error = 0;
                for (int i = 0; i < maps.Outputs; i++)
                {
                    norm = Math.Max(norm, Math.Abs(a[2 * i]) + Math.Abs(a[(2 * i) + 1]));
                    size = Math.Max(size, Math.Abs(b[i]));
                    error = Math.Max(error, Math.Abs((a[2 * i] * x[0]) + (a[(2 * i) + 1] * x[1]) + b[i] - f[i]));
                }

                double scale = (norm * Math.Max(Math.Abs(x[0]), Math.Abs(x[1]))) + size;
                Assert.True(error <= 1e-12 * scale, $"{shape}, point {p}: error {error} at scale {scale}");
            }

            zeros += network.Layers[0] is Affine first ? CountZeros(first, points) : 0;
        }

        Assert.True(zeros > 100 || (form == AffineForm.Unshifted && sigma.ValueAtZero != 0), "the points must meet pre-activations of exactly 0");
    }

    [Theory]
    [MemberData(nameof(EveryActivationAndForm))]
    public void Maps_and_values_agree_with_the_layerwise_composition(string name, AffineForm form)
    {
        Activation sigma = ActivationCatalogue.Create(name);
        foreach (string shape in SampleNetworks.Shapes)
        {
            Network network = SampleNetworks.Create(shape, [sigma], 3, form == AffineForm.Unshifted && sigma.ValueAtZero != 0);
            Matrix points = WithoutZeroPreactivations(network, SampleNetworks.Points(100, 2, 4));
            AffineMapBatch maps = network.AffineMaps(points, form);
            for (int p = 0; p < points.Rows; p++)
            {
                (double[] value, double[,] a, double[] b) = LayerwiseReference.At(network, points.Row(p).ToArray(), form);
                AffineMap map = maps[p];
                double scale = Math.Max(1e-300, map.A.Values.ToArray().Concat(map.B).Concat(value).Max(Math.Abs));
                for (int i = 0; i < value.Length; i++)
                {
                    // The reference forms (σ(z) − σ(0))/z with cancellation, hence its looser bound.
                    Assert.InRange(maps.Values.Span[(p * value.Length) + i] - value[i], -1e-12 * scale, 1e-12 * scale);
                    Assert.InRange(map.B[i] - b[i], -1e-9 * scale, 1e-9 * scale);
                    Assert.InRange(map.A[i, 0] - a[i, 0], -1e-9 * scale, 1e-9 * scale);
                    Assert.InRange(map.A[i, 1] - a[i, 1], -1e-9 * scale, 1e-9 * scale);
                }
            }
        }
    }

    [Fact]
    public void One_function_per_unit_is_applied_to_its_own_unit()
    {
        Activation[] sigma = [.. ActivationCatalogue.Names.Select(name => ActivationCatalogue.Create(name))];
        Random random = new(5);
        Network network = new(2, [new Affine(SampleNetworks.Dyadic(sigma.Length, 2, random), new double[sigma.Length]), new Elementwise(sigma)]);
        double[] x = [0.375, -1.125];
        foreach (AffineForm form in new[] { AffineForm.Tangent, AffineForm.Secant })
        {
            (double[] value, double[,] a, double[] b) = LayerwiseReference.At(network, x, form);
            AffineMap map = network.AffineMap(x, form);
            double[] f = network.Evaluate(x);
            for (int i = 0; i < sigma.Length; i++)
            {
                Assert.Equal(value[i], f[i], 1e-13);
                Assert.Equal(a[i, 0], map.A[i, 0], 1e-12);
                Assert.Equal(b[i], map.B[i], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky_relu")]
    [InlineData("identity")]
    public void The_three_forms_agree_for_positively_homogeneous_functions(string name)
    {
        Network network = SampleNetworks.Create("nested", [ActivationCatalogue.Create(name)], 6);
        Matrix points = WithoutZeroPreactivations(network, SampleNetworks.Points(500, 2, 7));
        AffineMapBatch tangent = network.AffineMaps(points, AffineForm.Tangent);
        foreach (AffineForm form in new[] { AffineForm.Secant, AffineForm.Unshifted })
        {
            AffineMapBatch other = network.AffineMaps(points, form);
            for (int i = 0; i < tangent.Linear.Length; i++)
            {
                Assert.Equal(tangent.Linear.Span[i], other.Linear.Span[i], 1e-12);
            }
        }
    }

    [Fact]
    public void A_point_gives_the_same_bits_alone_and_in_a_batch()
    {
        Network network = SampleNetworks.Create("residual", [ActivationCatalogue.Create("tanh")], 8);
        Matrix points = SampleNetworks.Points(203, 2, 9);
        foreach (AffineForm form in new[] { AffineForm.Tangent, AffineForm.Secant })
        {
            AffineMapBatch maps = network.AffineMaps(points, form);
            Matrix values = network.Evaluate(points);
            foreach (int p in new[] { 0, 7, 8, 100, 202 })
            {
                AffineMap alone = network.AffineMap(points.Row(p), form);
                Assert.Equal(alone.A, maps[p].A);
                Assert.Equal<double>(alone.B, maps[p].B);
                Assert.Equal(network.Evaluate(points.Row(p)), values.Row(p).ToArray());
                Assert.Equal(values.Row(p).ToArray(), maps.Values.Span.Slice(p * 2, 2).ToArray());
            }
        }
    }

    private static Matrix WithoutZeroPreactivations(Network network, Matrix points)
    {
        // Off the dyadic grid by an irrational-looking shift: no pre-activation is then exactly 0.
        double[] moved = [.. points.Values.ToArray().Select((x, i) => x + (i % 2 == 0 ? 0.0123456789 : 0.0345678912))];
        return new Matrix(points.Rows, network.Inputs, moved);
    }

    private static int CountZeros(Affine layer, Matrix points)
    {
        int zeros = 0;
        for (int p = 0; p < points.Rows; p++)
        {
            for (int i = 0; i < layer.Weight.Rows; i++)
            {
                zeros += layer.Bias[i] + (layer.Weight[i, 0] * points[p, 0]) + (layer.Weight[i, 1] * points[p, 1]) == 0 ? 1 : 0;
            }
        }

        return zeros;
    }
}
