using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>Wrong use raises one clear exception and never ends the process.</summary>
public sealed class ErrorTests
{
    [CompatFact]
    public void Shapes_that_do_not_fit_are_reported()
    {
        using var x = ones(2, 3);
        using var linear = nn.Linear(4, 2);
        using var convolution = nn.Conv2d(3, 2, 3);
        using var norm = nn.BatchNorm2d(3);
        Assert.Throws<ExternalException>(() => linear.call(x));
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => convolution.call(x)).Message);
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => norm.call(x)).Message);
        Assert.Throws<ExternalException>(() => nn.functional.mse_loss(x, linear.weight));
        Assert.Throws<ArgumentException>(() => nn.Unflatten(5, [1, 1]).call(x));
    }

    [CompatFact]
    public void Options_out_of_range_are_refused()
    {
        using var model = nn.Linear(1, 1);
        Assert.Throws<ArgumentException>(() => nn.Dropout(1.5));
        Assert.Throws<ArgumentException>(() => nn.Dropout(double.NaN));
        Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 2, 3, groups: 2));
        Assert.Throws<ArgumentException>(() => nn.Linear(1, 1, dtype: ScalarType.Int64));
        Assert.Throws<ArgumentException>(() => optim.SGD(model.parameters(), -1));
        Assert.Throws<ArgumentException>(() => optim.SGD(model.parameters(), double.NaN));
        Assert.Throws<ArgumentException>(() => optim.SGD(model.parameters(), 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam(model.parameters(), beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.SGD(model.parameters().Concat(model.parameters()), 0.1));
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        Assert.Throws<ArgumentException>(() => optim.lr_scheduler.StepLR(optimizer, 0));
        Assert.Throws<ArgumentException>(() => optim.lr_scheduler.ReduceLROnPlateau(optimizer, "best"));
        Assert.Throws<InvalidOperationException>(() => optim.lr_scheduler.ReduceLROnPlateau(optimizer).step());
        using var lbfgs = optim.LBFGS(model.parameters());
        Assert.Throws<ArgumentNullException>(() => lbfgs.step(null!));
    }

    [CompatFact]
    public void A_disposed_module_raises_an_exception()
    {
        var model = nn.Linear(1, 1);
        model.Dispose();
        model.Dispose();
        using var x = ones(1, 1);
        Assert.Throws<ObjectDisposedException>(() => model.call(x));
    }

    [CompatFact]
    public void Only_the_processor_is_a_device()
    {
        using var model = nn.Linear(1, 1);
        Assert.Throws<InvalidOperationException>(() => model.to(DeviceType.CUDA));
        Assert.Same(model, model.cpu());
        using var data = utils.data.TensorDataset(zeros(2));
        Assert.Throws<InvalidOperationException>(() => utils.data.DataLoader(data, 1, device: new Device(DeviceType.CUDA)));
    }

    [CompatFact]
    public void An_exception_in_the_closure_reaches_the_caller_and_restores_gradient_mode()
    {
        using var model = nn.Linear(1, 1);
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        Assert.Throws<TimeoutException>(() => optimizer.step(() => throw new TimeoutException()));
        Assert.True(is_grad_enabled());
    }
}
