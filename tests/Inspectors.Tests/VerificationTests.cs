using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class VerificationTests
{
    [Fact]
    public void The_record_tells_points_submodules_type_and_deviation()
    {
        using var model = new Mlp(new MlpOptions(2, 16, 2) { Seed = 1 });
        var record = model.Inspect(new InspectionOptions { Probes = 20, ProbePoints = Samples.Uniform(5, 2, 1, 1) }).Verification!;
        Assert.Equal((25, 4, "float32"), (record.Points, record.Submodules, record.DataType));
        Assert.InRange(record.MaxDeviation, 0, record.Tolerance);

        // float32: rounding of sums of 16 terms of order 1, nothing near a percent and not exactly nothing.
        Assert.InRange(record.MaxDeviation, 1e-9, 1e-5);
        Assert.InRange(record.Tolerance, record.MaxDeviation, 1e-4);
    }

    [Fact]
    public void In_float64_the_tolerance_shrinks_with_the_unit_roundoff()
    {
        using var model = new Mlp(new MlpOptions(2, 16, 2) { Seed = 1, Dtype = ScalarType.Float64 });
        Assert.InRange(model.Inspect().Verification!.Tolerance, 1e-17, 1e-12);
    }

    [Fact]
    public void A_bfloat16_module_lowers_with_its_weights_exact_and_a_tolerance_of_its_precision()
    {
        using var model = nn.Sequential(nn.Linear(2, 8, dtype: ScalarType.BFloat16), nn.LeakyReLU(0.2), nn.Linear(8, 2, dtype: ScalarType.BFloat16));
        Inspection inspection = model.Inspect();
        Assert.Equal("bfloat16", inspection.Verification!.DataType);
        Assert.InRange(inspection.Verification.MaxDeviation, 1e-6, 0.1);
        Assert.All(((Dynamics.Networks.Affine)inspection.RequireNetwork().Layers[0]).Weight.Values.ToArray(), weight =>
            Assert.Equal(0, BitConverter.SingleToInt32Bits((float)weight) & 0xFFFF));
    }

    [Fact]
    public void Points_of_the_user_that_the_type_cannot_hold_are_rounded_to_it()
    {
        // x ↦ 2¹² x: rounding 0.1 to float32 moves the output by 6e−6, far beyond the roundings of the product itself, which is exact.
        using var model = nn.Sequential(nn.Identity(), nn.Linear(1, 1, hasBias: false));
        nn.init.constant_(model.get_parameter("1.weight")!, 4096);
        var record = model.Inspect(new InspectionOptions { ProbePoints = new Dynamics.LinearAlgebra.Matrix(1, 1, [0.1]) }).Verification!;
        Assert.Equal(0, record.MaxDeviation);
    }

    [Fact]
    public void Probe_points_are_the_same_every_time()
    {
        using var model = new Mlp(new MlpOptions(2, 16, 2));
        Assert.Equal(model.Inspect().Verification, model.Inspect().Verification);
        Assert.NotEqual(model.Inspect().Verification, model.Inspect(new InspectionOptions { ProbeSeed = 1 }).Verification);
    }

    [Fact]
    public void A_hook_that_changes_an_inner_output_is_caught()
    {
        // Sequential invokes its children by call, so the hook is part of what the module computes.
        using var model = nn.Sequential(("first", nn.Linear(2, 3)), ("second", nn.Tanh()));
        var first = (nn.Module<Tensor, Tensor>)model.named_children().First().module;
        first.register_forward_hook((_, _, output) => output * 2);
        var e = Assert.Throws<Verification.LoweringMismatchException>(() => model.Inspect());
        Assert.Equal("", e.Path);
    }
}
