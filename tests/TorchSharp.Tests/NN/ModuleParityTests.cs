using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>Values and gradients of every module in double precision against PyTorch 1.13.</summary>
public sealed class ModuleParityTests
{
    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Modules = new()
    {
        ["Linear"] = () => nn.Linear(4, 3),
        ["Linear without bias"] = () => nn.Linear(4, 3, hasBias: false),
        ["Linear of one vector"] = () => nn.Linear(4, 3),
        ["Conv1d"] = () => nn.Conv1d(2, 4, 3, 2, 1),
        ["Conv1d dilated circular"] = () => nn.Conv1d(2, 4, 3, 1, 2, 2, PaddingModes.Circular),
        ["Conv2d"] = () => nn.Conv2d(3, 4, 3, 2, 1),
        ["Conv2d groups"] = () => nn.Conv2d(4, 6, (2, 3), groups: 2),
        ["Conv2d same"] = () => nn.Conv2d(3, 2, 3, Padding.Same, 1, 2),
        ["Conv2d reflect"] = () => nn.Conv2d(3, 2, 3, 1, 1, 1, PaddingModes.Reflect),
        ["BatchNorm1d"] = () => nn.BatchNorm1d(4, 1e-3, 0.2),
        ["BatchNorm1d of signals"] = () => nn.BatchNorm1d(4),
        ["BatchNorm1d not affine"] = () => nn.BatchNorm1d(4, affine: false),
        ["BatchNorm2d"] = () => nn.BatchNorm2d(3),
        ["LayerNorm"] = () => nn.LayerNorm([3, 4]),
        ["AvgPool2d"] = () => nn.AvgPool2d(2),
        ["AvgPool2d padded"] = () => nn.AvgPool2d((3, 2), (2, 1), (1, 0), true, false),
        ["MaxPool2d"] = () => nn.MaxPool2d(2, 1),
        ["MaxPool2d padded"] = () => nn.MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2)),
        ["AdaptiveAvgPool2d"] = () => nn.AdaptiveAvgPool2d((2, 3)),
        ["Flatten"] = () => nn.Flatten(),
        ["Flatten two"] = () => nn.Flatten(1, 2),
        ["Unflatten"] = () => nn.Unflatten(1, [3, 2]),
        ["Identity"] = () => nn.Identity(),
        ["PReLU"] = () => nn.PReLU(1),
        ["PReLU per channel"] = () => nn.PReLU(3, 0.4),
        ["Softmax"] = () => nn.Softmax(1),
        ["LogSoftmax"] = () => nn.LogSoftmax(0),
        ["ReLU"] = () => nn.ReLU(),
        ["LeakyReLU"] = () => nn.LeakyReLU(),
        ["LeakyReLU steep"] = () => nn.LeakyReLU(0.3),
        ["ReLU6"] = () => nn.ReLU6(),
        ["Hardtanh"] = () => nn.Hardtanh(),
        ["Hardtanh wide"] = () => nn.Hardtanh(-2.5, 1.5),
        ["Hardsigmoid"] = () => nn.Hardsigmoid(),
        ["Hardswish"] = () => nn.Hardswish(),
        ["Tanh"] = () => nn.Tanh(),
        ["Sigmoid"] = () => nn.Sigmoid(),
        ["LogSigmoid"] = () => nn.LogSigmoid(),
        ["Softplus"] = () => nn.Softplus(),
        ["Softplus sharp"] = () => nn.Softplus(2.0, 5.0),
        ["Softsign"] = () => nn.Softsign(),
        ["ELU"] = () => nn.ELU(),
        ["ELU low"] = () => nn.ELU(0.5),
        ["CELU"] = () => nn.CELU(),
        ["CELU low"] = () => nn.CELU(0.5),
        ["SELU"] = () => nn.SELU(),
        ["GELU"] = () => nn.GELU(),
        ["SiLU"] = () => nn.SiLU(),
        ["Mish"] = () => nn.Mish(),
        ["Tanhshrink"] = () => nn.Tanhshrink(),
        ["Hardshrink"] = () => nn.Hardshrink(),
        ["Hardshrink wide"] = () => nn.Hardshrink(1.5),
        ["Softshrink"] = () => nn.Softshrink(),
        ["Softshrink wide"] = () => nn.Softshrink(1.5),
        ["Threshold"] = () => nn.Threshold(0.5, -3.0),
    };

    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> InPlace = new()
    {
        ["ReLU"] = () => nn.ReLU(true),
        ["LeakyReLU"] = () => nn.LeakyReLU(0.01, true),
        ["ReLU6"] = () => nn.ReLU6(true),
        ["Hardtanh"] = () => nn.Hardtanh(-1, 1, true),
        ["Hardsigmoid"] = () => nn.Hardsigmoid(true),
        ["Hardswish"] = () => nn.Hardswish(true),
        ["ELU"] = () => nn.ELU(1, true),
        ["CELU"] = () => nn.CELU(1, true),
        ["SELU"] = () => nn.SELU(true),
        ["Threshold"] = () => nn.Threshold(0.5, -3.0, true),
    };

    public static TheoryData<string> Names => Reference.Names("modules");

    public static TheoryData<string> InPlaceNames => new(InPlace.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_gradients_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Reference.Case("modules", name);
        using var module = Modules[name]().@double();
        Reference.Load(module, expected.GetProperty("state"));
        var input = Reference.Read(expected.GetProperty("input")).requires_grad_();
        var output = module.call(input);
        Reference.AssertClose(expected.GetProperty("output"), output, 1e-13, name);

        (output * Reference.Read(expected.GetProperty("cotangent"))).sum().backward();
        Reference.AssertClose(expected.GetProperty("inputGradient"), input.grad, 1e-13, "input gradient");
        var gradients = expected.GetProperty("gradients");
        Assert.Equal(gradients.EnumerateObject().Select(entry => entry.Name), module.named_parameters().Select(entry => entry.name));
        foreach (var (parameter, value) in module.named_parameters())
            Reference.AssertClose(gradients.GetProperty(parameter), value.grad, 1e-13, parameter);
    }

    [Theory]
    [MemberData(nameof(InPlaceNames))]
    public void An_in_place_activation_overwrites_its_input_and_returns_a_handle_of_its_own(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Reference.Case("modules", name);
        using var module = InPlace[name]();
        var input = Reference.Read(expected.GetProperty("input"));
        var output = module.call(input);
        Reference.AssertClose(expected.GetProperty("output"), input, 1e-13, name);
        Assert.NotSame(input, output);
        input.Dispose();
        Reference.AssertClose(expected.GetProperty("output"), output, 1e-13, name);
    }

    [Fact]
    public void Dropout_draws_the_masks_of_PyTorch()
    {
        foreach (var entry in Reference.Root.GetProperty("dropout").EnumerateObject())
        {
            using var module = nn.Dropout(double.Parse(entry.Name));
            using var input = ones(40);
            manual_seed(31);
            using var output = module.call(input);
            Assert.Equal(Reference.Numbers(entry.Value), output.data<float>().ToArray().Select(value => (double)value));
        }
    }

    [Fact]
    public void Dropout_is_the_identity_in_evaluation()
    {
        using var module = nn.Dropout(0.9);
        using var input = rand(20);
        module.eval();
        using var output = module.call(input);
        Assert.Equal(input.data<float>().ToArray(), output.data<float>().ToArray());
    }

    [Fact]
    public void Batch_normalisation_tracks_the_statistics_of_PyTorch_and_uses_them_in_evaluation()
    {
        using var scope = NewDisposeScope();
        var expected = Reference.Root.GetProperty("batchStatistics");
        var batches = expected.GetProperty("batches").EnumerateArray().Select(batch => Reference.Read(batch, ScalarType.Float32)).ToArray();
        using var module = nn.BatchNorm1d(3, momentum: 0.3);
        foreach (var (batch, output) in batches.Zip(expected.GetProperty("trained").EnumerateArray()))
            Reference.AssertClose(output, module.call(batch), 1e-6, "training");
        module.eval();
        Reference.AssertClose(expected.GetProperty("evaluated"), module.call(batches[3]), 1e-6, "evaluation");
        Reference.AssertState(expected.GetProperty("state"), module, 1e-6);
        Assert.Equal(3, module.get_buffer("num_batches_tracked")!.item<long>());
    }
}
