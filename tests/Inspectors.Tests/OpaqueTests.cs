using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Models;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class OpaqueTests
{
    private static readonly InspectionOptions Opaque = new() { Opaque = true };

    [Theory]
    [InlineData("tanh", ScalarType.Float64, 1e-13)]
    [InlineData("gelu", ScalarType.Float64, 1e-13)]
    [InlineData("tanh", ScalarType.Float32, 2e-5)]
    public void Values_Jacobians_and_spectra_are_those_of_the_lowered_module(string activation, ScalarType type, double tolerance)
    {
        using var model = new Mlp(new MlpOptions(3, 16, 16, 3) { Activation = activation, Dtype = type, Seed = 5 });
        Inspection lowered = model.Inspect();
        Inspection opaque = model.Inspect(Opaque);
        Assert.Equal((EvidenceLevel.Numerical, EvidenceLevel.Sampled), (lowered.Evidence, opaque.Evidence));
        Matrix points = Samples.Uniform(1500, 3, 2, 1);
        AffineMapBatch expected = lowered.AffineMaps(points);
        AffineMapBatch actual = opaque.AffineMaps(points);
        Close(expected.Linear.Span, actual.Linear.Span, tolerance);
        Close(expected.Offsets.Span, actual.Offsets.Span, tolerance);
        Close(expected.Values.Span, actual.Values.Span, tolerance);
        Close(expected.Values.Span, opaque.Evaluate(points).Values, tolerance);
        Close(lowered.Spectra(points).Norms2.Span, opaque.Spectra(points).Norms2.Span, tolerance);
    }

    [Fact]
    public void Both_paths_find_the_three_fixed_points_of_the_logistic_chain()
    {
        using nn.Module<Tensor, Tensor> model = Chain(8, -4);
        double[] expected = [0.0212479879613656297, 0.5, 0.978752012038634370];
        double[] slopes = [0.166372087751674, 2, 0.166372087751674];
        foreach (Inspection inspection in new[] { model.Inspect(), model.Inspect(Opaque) })
        {
            FixedPointResult result = inspection.FixedPoints(Box.Cube(1, 0, 1), new FixedPointOptions { Starts = 64 });
            Assert.Equal(3, result.Points.Length);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(expected[i], result.Points[i].X[0], 1e-13);
                Assert.Equal(slopes[i], result.Points[i].Eigenvalues[0].Real, 1e-12);
            }

            Assert.Equal([Stability.Attracting, Stability.Repelling, Stability.Attracting], result.Points.Select(point => point.Stability));

            // Only the lowered network can be searched by boxes; an opaque one is sampled.
            bool lowered = inspection.Network is not null;
            Assert.Equal((lowered, lowered ? EvidenceLevel.Certified : EvidenceLevel.Sampled), (result.Complete, result.Evidence));
        }
    }

    [Fact]
    public void The_opaque_path_finds_the_two_cycle_of_the_decreasing_chain()
    {
        using nn.Module<Tensor, Tensor> model = Chain(-8, 4);
        FixedPointResult result = model.Inspect(Opaque).FixedPoints(Box.Cube(1, 0, 1), new FixedPointOptions { Starts = 64, Period = 2 });
        Assert.Equal(0.5, Assert.Single(result.Points).X[0], 1e-13);
        Cycle cycle = Assert.Single(result.Cycles);
        Assert.Equal(0.0212479879613656, cycle.Points[0][0], 1e-13);
        Assert.Equal(0.978752012038634, cycle.Points[1][0], 1e-13);
        Assert.Equal(0.166372087751674 * 0.166372087751674, cycle.Multipliers[0].Real, 1e-12);
        Assert.Equal(Stability.Attracting, cycle.Stability);
    }

    [Fact]
    public void In_float32_the_fixed_points_are_found_to_float32()
    {
        using nn.Module<Tensor, Tensor> model = Chain(8, -4, ScalarType.Float32);
        FixedPointResult result = model.Inspect(Opaque).FixedPoints(Box.Cube(1, 0, 1), new FixedPointOptions { Starts = 64 });
        Assert.Equal([0.02124799, 0.5, 0.97875201], result.Points.Select(point => point.X[0]), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_planar_opaque_map_has_the_fixed_points_of_the_lowered_one()
    {
        using var model = new ResidualNetwork(new ResidualNetworkOptions(2, 6)
        {
            Dtype = ScalarType.Float64,
            Seed = 8,
            WeightInitialiser = new Initialiser("normal").With("std", 1.5),
        });
        var options = new FixedPointOptions { Starts = 512 };
        FixedPointResult lowered = model.Inspect().FixedPoints(Box.Cube(2, -4, 4), options);
        FixedPointResult opaque = model.Inspect(Opaque).FixedPoints(Box.Cube(2, -4, 4), options);
        Assert.NotEmpty(lowered.Points);
        Assert.Equal(lowered.Points.Length, opaque.Points.Length);
        for (int i = 0; i < lowered.Points.Length; i++)
        {
            Close(lowered.Points[i].X.AsSpan(), opaque.Points[i].X.AsSpan(), 1e-10);
            Assert.Equal(lowered.Points[i].Stability, opaque.Points[i].Stability);
        }
    }

    [Fact]
    public void A_secant_form_of_an_opaque_module_is_refused()
    {
        using nn.Module<Tensor, Tensor> model = Chain(8, -4);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => model.Inspect(Opaque).AffineMap([0.3], AffineForm.Secant));
        Assert.Equal("the Secant form needs the pre-activations of a lowered module; an opaque one has the Tangent form only", e.Message);
    }

    [Fact]
    public void Points_whose_outputs_depend_on_the_batch_are_evaluated_one_by_one()
    {
        using var model = new BatchCentred();
        Inspection inspection = model.Inspect(2);
        Assert.Contains(inspection.Warnings, warning => warning.StartsWith("the output for one point depends on", StringComparison.Ordinal));
        Assert.All(inspection.Evaluate(Samples.Uniform(5, 2, 1, 3)).Values.ToArray(), value => Assert.Equal(0, value));
        Assert.All(inspection.AffineMaps(Samples.Uniform(5, 2, 1, 3)).Linear.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Jacobians_come_out_under_no_grad_too()
    {
        using nn.Module<Tensor, Tensor> model = Chain(8, -4);
        using IDisposable noGrad = no_grad();
        Assert.Equal(2, model.Inspect(Opaque).AffineMap([0.5]).A[0, 0], 1e-14);
        Assert.False(is_grad_enabled());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Starts_where_the_module_overflows_cost_only_themselves(int period)
    {
        // x ↦ e^x − 2 has the fixed points where e^x = x + 2; e^800 is infinite.
        using nn.Module<Tensor, Tensor> model = nn.Sequential(new Models.Activations.Exp(), nn.Linear(1, 1, dtype: ScalarType.Float64));
        nn.init.constant_(model.get_parameter("1.weight")!, 1);
        nn.init.constant_(model.get_parameter("1.bias")!, -2);
        FixedPointResult result = model.Inspect(new InspectionOptions { InputShape = [1], Opaque = true })
            .FixedPoints(new Box([-3], [800]), new FixedPointOptions { Starts = 64, Period = period }, new Matrix(2, 1, [-1.5, 1]));
        Assert.Equal(2, result.Points.Length);
        Assert.Equal(-1.841405660436961, result.Points[0].X[0], 1e-13);
        Assert.Equal(1.146193220620583, result.Points[1].X[0], 1e-13);
        Assert.Empty(result.Cycles);
    }

    [Fact]
    public void A_cancelled_search_says_so()
    {
        using nn.Module<Tensor, Tensor> model = Chain(8, -4);
        FixedPointResult result = model.Inspect(Opaque).FixedPoints(Box.Cube(1, 0, 1), cancellation: new CancellationToken(true));
        Assert.True(result.Interrupted);
        Assert.Empty(result.Points);
    }

    // x ↦ logistic(wx + b)
    private static nn.Module<Tensor, Tensor> Chain(double w, double b, ScalarType type = ScalarType.Float64)
    {
        nn.Module<Tensor, Tensor> model = nn.Sequential(nn.Linear(1, 1, dtype: type), nn.Sigmoid());
        nn.init.constant_(model.get_parameter("0.weight")!, w);
        nn.init.constant_(model.get_parameter("0.bias")!, b);
        return model;
    }

    private static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"entry {i}: {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
