using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Lowering;
using TorchDynInspect.Inspectors.Verification;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class UserLoweringTests
{
    [Fact]
    public void A_class_without_a_lowering_is_opaque_and_named()
    {
        using var model = nn.Sequential(("first", nn.Linear(2, 2)), ("inner", nn.Sequential(("scale", new Scale(3)), ("act", nn.Tanh()))));
        Inspection inspection = model.Inspect();
        Assert.Null(inspection.Network);
        Assert.Equal(
            "inner.scale (Scale) cannot be lowered: no lowering is known for this class; register one in InspectionOptions.Lowerings",
            Assert.Throws<InvalidInputException>(() => inspection.RequireNetwork()).Message);
        Assert.StartsWith("inner.scale (Scale) is opaque", Assert.Single(inspection.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_registered_lowering_makes_the_class_part_of_the_network()
    {
        using var model = nn.Sequential(nn.Linear(2, 3), new Scale(3), nn.Tanh());
        Inspection inspection = model.Inspect(new InspectionOptions { Lowerings = WithScale(module => module.S) });
        Assert.Equal(["Affine", "Affine", "Elementwise"], inspection.RequireNetwork().Layers.Select(layer => layer.GetType().Name));
    }

    [Fact]
    public void A_wrong_lowering_is_refused_and_its_submodule_named()
    {
        using var model = nn.Sequential(("in", nn.Linear(2, 3)), ("body", nn.Sequential(("tanh", nn.Tanh()), ("scale", new Scale(3)))), ("out", nn.Linear(3, 2)));
        var options = new InspectionOptions { Lowerings = WithScale(module => module.S + 1e-4) };
        LoweringMismatchException e = Assert.Throws<LoweringMismatchException>(() => model.Inspect(options));
        Assert.Equal("body.scale", e.Path);
        Assert.StartsWith("body.scale (Scale): module gives ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_lowering_of_another_width_is_refused()
    {
        using var model = nn.Sequential(nn.Linear(2, 3), new Scale(3));
        Lowerings wrong = Lowerings.None.With<Scale>((_, _) => [new Affine(new Matrix(1, 3, [1, 0, 0]), [0])]);
        LoweringMismatchException e = Assert.Throws<LoweringMismatchException>(() => model.Inspect(new InspectionOptions { Lowerings = wrong }));
        Assert.Equal("1 (Scale): its lowering gives 1 numbers, the module gives shape [3]", e.Message);
    }

    [Fact]
    public void Registration_order_is_never_taken_for_forward_order()
    {
        using var model = new Skip(2, ScalarType.Float32);
        Assert.False(model.Inspect(2).IsLowered);
    }

    [Fact]
    public void A_composite_lowers_its_parts_through_the_context()
    {
        using var model = nn.Sequential(nn.Linear(2, 3, dtype: ScalarType.Float64), new Skip(3, ScalarType.Float64));
        Lowerings lowerings = Lowerings.None.With<Skip>((module, context) =>
        [
            new Residual(new Network(3,
            [
                .. context.Lower(module.First, "first").Layers,
                new Elementwise(Dynamics.Activations.ActivationCatalogue.Create("tanh")),
                .. context.Lower(module.Last, "last").Layers,
            ])),
        ]);
        Inspection inspection = model.Inspect(new InspectionOptions { Lowerings = lowerings });
        Assert.IsType<Residual>(inspection.RequireNetwork().Layers[1]);
        Assert.True(inspection.Verification!.MaxDeviation < 1e-14);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 5)]
    [InlineData(ScalarType.Float64, 5)]
    public void A_flow_is_verified_against_the_module_that_integrates_it(ScalarType type, int steps)
    {
        using var model = nn.Sequential(new Midpoint(3, steps, type), nn.Linear(3, 3, dtype: type));
        InspectionOptions With(int lowered) => new()
        {
            InputShape = [3],
            Lowerings = Lowerings.None.With<Midpoint>((module, context) =>
            [
                new Flow(
                    new Network(3, [.. context.Lower(module.Field, "field").Layers, new Elementwise(Dynamics.Activations.ActivationCatalogue.Create("tanh"))]),
                    1, new FlowSolver("midpoint", lowered)),
            ]),
        };
        Assert.IsType<Flow>(model.Inspect(With(steps)).RequireNetwork().Layers[0]);
        Assert.Equal("0", Assert.Throws<LoweringMismatchException>(() => model.Inspect(With(steps + 1))).Path);
    }

    [Fact]
    public void A_composite_with_an_opaque_part_is_opaque_because_of_it()
    {
        using var inner = new Wrapped(new Scale(2));
        Lowerings lowerings = Lowerings.None.With<Wrapped>((module, context) =>
            context.Lower((nn.Module<Tensor, Tensor>)module.named_children().Single().module, "inner").Layers);
        Inspection inspection = inner.Inspect(new InspectionOptions { Lowerings = lowerings, InputShape = [2] });
        Assert.Contains("holds inner (Scale): no lowering is known", inspection.Summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_a_lowering_leaves_the_collection_it_was_added_to_as_it_was()
    {
        Lowerings more = WithScale(module => module.S);
        Assert.NotSame(Lowerings.None, more);
        using var model = nn.Sequential(nn.Linear(2, 3), new Scale(3));
        Assert.False(model.Inspect(new InspectionOptions { Lowerings = Lowerings.None }).IsLowered);
    }

    private static Lowerings WithScale(Func<Scale, double> factor) => Lowerings.None.With<Scale>((module, context) =>
    {
        int n = context.InputWidth;
        double[] weight = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            weight[(i * n) + i] = factor(module);
        }

        return [new Affine(new Matrix(n, n, weight), new double[n])];
    });
}
