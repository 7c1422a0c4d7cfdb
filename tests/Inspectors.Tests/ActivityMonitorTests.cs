using TorchDynInspect.Dynamics;
using TorchDynInspect.Inspectors.Activity;
using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class ActivityMonitorTests
{
    private static readonly ActivityMonitorOptions EveryPass = new() { SampleEvery = 1 };

    [Fact]
    public void Dead_units_zeros_and_moments_are_those_of_the_outputs()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Sequential(nn.ReLU());
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model);

        // Unit 1 never fires; outputs 1 0 0 / 3 0 2 / 0 0 4.
        model.call(tensor(new[] { 1f, -1, -5, 3, -2, 2 }, [2, 3]));
        model.call(tensor(new[] { -1f, -3, 4 }, [1, 3]));
        LayerActivity layer = Assert.Single(monitor.Report().Layers);
        Assert.Equal(1, Assert.Single(layer.DeadUnits));
        Assert.Equal((2, 2, 3, 3), (layer.Passes, layer.SampledPasses, layer.Rows, layer.Units));
        Assert.Equal(5 / 9.0, layer.ZeroShare, 1e-15);
        Assert.Equal(10 / 9.0, layer.Mean, 1e-15);
        Assert.Equal(Math.Sqrt((30 / 9.0) - (100 / 81.0)), layer.StandardDeviation, 1e-14);
        Assert.Null(layer.SaturatedShare);
    }

    [Fact]
    public void Saturation_is_nearness_to_the_bounds_of_the_function()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Tanh());
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model);
        model.call(tensor(new[] { 5f, -5, 0.1f, 0.2f }, [2, 2]));
        Assert.Equal(0.5, monitor.Report().Layers[0].SaturatedShare);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void Statistics_of_any_width_are_those_of_a_plain_loop(int units)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Hardtanh());
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model);
        double[] inputs = Samples.Uniform(13, units, 1.5, 8).Values.ToArray();
        for (int i = 0; i < inputs.Length; i += 5)
        {
            inputs[i] = 0;
        }

        model.call(tensor(inputs, [13, units]));
        double[] outputs = Array.ConvertAll(inputs, x => Math.Clamp(x, -1, 1));
        LayerActivity layer = monitor.Report().Layers[0];
        double mean = outputs.Average();
        Assert.Equal(units, layer.Units);
        Assert.Equal(mean, layer.Mean, 1e-14);
        Assert.Equal(Math.Sqrt(outputs.Average(y => (y - mean) * (y - mean))), layer.StandardDeviation, 1e-12);
        Assert.Equal(outputs.Count(y => y == 0) / (double)outputs.Length, layer.ZeroShare, 1e-15);
        Assert.Equal(outputs.Count(y => Math.Abs(y) >= 0.98) / (double)outputs.Length, layer.SaturatedShare!.Value, 1e-15);
        Assert.Empty(layer.DeadUnits);
    }

    [Fact]
    public void Only_every_nth_pass_is_copied()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new Mlp(new MlpOptions(2, 4, 1));
        using ActivityMonitor monitor = new ActivityMonitor(new() { SampleEvery = 10 }).Attach(model);
        Tensor x = ones([3, 2]);
        for (int i = 0; i < 25; i++)
        {
            model.call(x);
        }

        LayerActivity layer = Assert.Single(monitor.Report().Layers);
        Assert.Equal((25, 3, 9), (layer.Passes, layer.SampledPasses, layer.Rows));
    }

    [Fact]
    public void Attaching_twice_is_attaching_once()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new Mlp(new MlpOptions(2, 4, 1));
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model).Attach(model);
        model.call(ones([3, 2]));
        Assert.Equal(1, Assert.Single(monitor.Report().Layers).Passes);
    }

    [Fact]
    public void Disposal_detaches_and_keeps_the_report()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new Mlp(new MlpOptions(2, 4, 1));
        var monitor = new ActivityMonitor(EveryPass).Attach(model);
        Tensor x = ones([3, 2]);
        model.call(x);
        monitor.Dispose();
        monitor.Dispose();
        model.call(x);
        Assert.Equal(1, Assert.Single(monitor.Report().Layers).Passes);
        Assert.Throws<ObjectDisposedException>(() => monitor.Attach(model));
    }

    [Fact]
    public void A_hook_that_never_fired_is_reported()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Tanh();
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model);
        model.forward(ones([3, 2]));
        Assert.StartsWith("module (Tanh): its hook never fired", Assert.Single(monitor.Report().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_and_inspections_are_not_counted()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new Mlp(new MlpOptions(2, 4, 1));
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model);
        model.Inspect();
        model.eval();
        model.call(ones([3, 2]));
        Assert.Equal(0, monitor.Report().Layers[0].Passes);
    }

    [Fact]
    public void In_place_activations_are_read_after_they_ran()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Identity(), nn.ReLU(inplace: true));
        using ActivityMonitor monitor = new ActivityMonitor(EveryPass).Attach(model);
        model.call(tensor(new[] { -1f, 2, -3, 4 }, [2, 2]));
        Assert.Equal(6 / 4.0, monitor.Report().Layers[0].Mean, 1e-15);
    }

    [Fact]
    public void A_fault_inside_is_recorded_and_does_not_reach_the_loop()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Tanh());
        using var monitor = new ActivityMonitor(EveryPass);
        using var strict = new ActivityMonitor(EveryPass with { Strict = true });
        monitor.Attach(model);

        // A hook of the user's that ran before and disposed the output.
        using var saboteur = nn.Sequential(nn.Tanh());
        var inner = (nn.Module<Tensor, Tensor>)saboteur.named_children().First().module;
        inner.register_forward_hook((_, _, output) =>
        {
            output.Dispose();
            return null!;
        });
        monitor.Attach(saboteur);
        saboteur.call(ones([3, 2]));
        Assert.StartsWith("0 (Tanh): ", Assert.Single(monitor.Report().Faults), StringComparison.Ordinal);

        strict.Attach(saboteur);
        Assert.ThrowsAny<Exception>(() => saboteur.call(ones([3, 2])));
    }

    [Fact]
    public void Ten_thousand_watched_training_steps_leave_no_tensor()
    {
        using var model = new Mlp(new MlpOptions(3, 8, 1) { Activation = "relu" });
        using Tensor x = randn([4, 3]);
        long before = 0;
        using (ActivityMonitor monitor = new ActivityMonitor(new() { SampleEvery = 2 }).Attach(model))
        {
            for (int i = 0; i < 10_000; i++)
            {
                if (i == 10)
                {
                    before = Tensors.CountAlive();
                }

                using DisposeScope scope = NewDisposeScope();
                model.call(x).sum().backward();
            }

            Assert.Equal(before, Tensor.TotalCount);
            Assert.Equal(10_000, monitor.Report().Layers[0].Passes);
        }
    }

    [Fact]
    public void Sampling_less_than_every_pass_at_all_is_refused() => Assert.Equal(
        "activity monitor: SampleEvery is 0, expected at least 1",
        Assert.Throws<InvalidInputException>(() => new ActivityMonitor(new() { SampleEvery = 0 })).Message);
}
