using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class NoTraceTests
{
    public static TheoryData<string> Models => ["trained, half frozen", "opaque", "untidy", "convolutional", "float64, no gradients yet"];

    [Theory]
    [MemberData(nameof(Models))]
    public void An_inspection_leaves_every_bit_of_the_module_as_it_was(string kind)
    {
        using DisposeScope scope = NewDisposeScope();
        (nn.Module<Tensor, Tensor> model, InspectionOptions options) = Create(kind);
        using nn.Module<Tensor, Tensor> owned = model;
        Snapshot before = Snapshot.Of(model);
        InspectEverything(model, options);
        before.AssertSameAs(Snapshot.Of(model));
    }

    [Fact]
    public void An_inspection_leaves_the_users_graph_usable()
    {
        // A buffer or parameter written between forward and backward raises its version, and backward refuses.
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3), nn.Tanh(), nn.Linear(3, 1));
        Tensor loss = model.forward(randn([8, 3])).sum();
        InspectEverything(model, new());
        loss.backward();
        Assert.NotNull(model.get_parameter("0.weight")!.grad);
    }

    [Fact]
    public void Many_inspections_leave_no_tensor()
    {
        using var model = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.PReLU(4), new Untidy(), nn.Linear(4, 2));
        var options = new InspectionOptions { Probes = 4 };
        InspectEverything(model, options);
        long before = Tensors.CountAlive();
        for (int i = 0; i < 100; i++)
        {
            InspectEverything(model, options);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void The_users_dispose_scope_gains_and_loses_nothing()
    {
        using var model = new Mlp(new MlpOptions(2, 4, 2) { Activation = "softplus" });
        using DisposeScope scope = NewDisposeScope();
        Tensor mine = ones([3]);
        int before = scope.DisposablesCount;
        InspectEverything(model, new());
        InspectEverything(model, new() { Opaque = true });
        Assert.Equal(before, scope.DisposablesCount);
        Assert.False(mine.IsInvalid);
    }

    [Fact]
    public void Gradient_mode_stays_as_it_was()
    {
        using var model = new Mlp(new MlpOptions(2, 4, 2));
        InspectEverything(model, new() { Opaque = true });
        Assert.True(is_grad_enabled());
        using IDisposable noGrad = no_grad();
        InspectEverything(model, new());
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void Inference_mode_changes_no_reading_and_stays_as_it_was()
    {
        using var model = nn.Sequential(nn.Conv2d(1, 2, 2), nn.Tanh(), nn.Flatten(), nn.Linear(2, 2));
        Matrix points = Samples.Uniform(3, 4, 1, 4);
        double[] expected = model.Inspect(1, 2, 2).AffineMaps(points).Linear.ToArray();
        double[] opaque = model.Inspect(new InspectionOptions { InputShape = [1, 2, 2], Opaque = true }).AffineMaps(points).Linear.ToArray();
        using IDisposable inference = inference_mode();
        Assert.Equal(expected, model.Inspect(1, 2, 2).AffineMaps(points).Linear.ToArray());
        Assert.Equal(opaque, model.Inspect(new InspectionOptions { InputShape = [1, 2, 2], Opaque = true }).AffineMaps(points).Linear.ToArray());
        Assert.True(is_inference_mode_enabled());
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void Hooks_of_the_user_stay_and_none_is_added()
    {
        using var model = nn.Sequential(nn.Linear(2, 2), nn.Tanh());
        int fired = 0;
        model.register_forward_hook(_ => fired++);
        InspectEverything(model, new());
        using Tensor x = ones([1, 2]);
        int before = fired;
        model.call(x).Dispose();
        Assert.Equal(before + 1, fired);
    }

    private static void InspectEverything(nn.Module<Tensor, Tensor> model, InspectionOptions options)
    {
        Inspection inspection = model.Inspect(options);
        Matrix points = Samples.Uniform(3, inspection.Inputs, 1, 4);
        inspection.Evaluate(points);
        inspection.AffineMaps(points);
        if (inspection.Outputs == inspection.Inputs)
        {
            inspection.FixedPoints(Dynamics.Boxes.Box.Cube(inspection.Inputs, -1, 1), new() { Starts = 2, MaxIterations = 4 });
        }
    }

    private static (nn.Module<Tensor, Tensor> Model, InspectionOptions Options) Create(string kind)
    {
        switch (kind)
        {
            case "trained, half frozen":
                var body = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Dropout(0.5));
                var model = nn.Sequential(("body", body), ("head", nn.Linear(4, 2)));
                model.get_parameter("head.bias")!.requires_grad = false;
                model.forward(randn([8, 2])).sum().backward();
                model.train();
                body.eval();
                return (model, new());
            case "opaque":
                var wrapped = nn.Sequential(new Wrapped(nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))), nn.Linear(3, 2));
                wrapped.forward(randn([8, 2])).sum().backward();
                return (wrapped, new() { InputShape = [2] });
            case "untidy":
                return (nn.Sequential(nn.Linear(2, 2), new Untidy()), new());
            case "convolutional":
                var convolutional = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Tanh(), nn.Flatten(), nn.Linear(8, 3));
                convolutional.forward(randn([4, 1, 4, 4])).sum().backward();
                convolutional.eval();
                convolutional.named_children().First(child => child.name == "2").module.train();
                return (convolutional, new() { InputShape = [1, 4, 4] });
            default:
                return (new ResidualNetwork(new ResidualNetworkOptions(2, 4, 2) { Dtype = ScalarType.Float64 }), new());
        }
    }
}
