using TorchDynInspect.Compat.Tests.Parity;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class InitialValueTests
{
    private static readonly Dictionary<string, Func<ScalarType, nn.Module>> Layers = new()
    {
        ["linear"] = t => nn.Linear(7, 5, dtype: t),
        ["linear without bias"] = t => nn.Linear(3, 4, false, dtype: t),
        ["linear large"] = t => nn.Linear(40, 30, dtype: t),
        ["conv1d"] = t => nn.Conv1d(2, 4, 3, dtype: t),
        ["conv2d"] = t => nn.Conv2d(3, 4, (2, 3), dtype: t),
        ["conv2d groups"] = t => nn.Conv2d(4, 6, 3, groups: 2, dtype: t),
        ["batchnorm1d"] = t => nn.BatchNorm1d(4, dtype: t),
        ["layernorm"] = t => nn.LayerNorm([2, 3], dtype: t),
        ["prelu"] = t => nn.PReLU(3, dtype: t),
        ["chain"] = t => nn.Sequential(nn.Linear(4, 6, dtype: t), nn.ReLU(), nn.BatchNorm1d(6, dtype: t), nn.Linear(6, 2, dtype: t)),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["uniform"] = w => nn.init.uniform_(w, -2.0, 3.0),
        ["normal"] = w => nn.init.normal_(w, 1.0, 2.0),
        ["trunc_normal"] = w => nn.init.trunc_normal_(w, 0.5, 1.5, -1.0, 2.0),
        ["constant"] = w => nn.init.constant_(w, 2.5),
        ["ones"] = nn.init.ones_,
        ["zeros"] = nn.init.zeros_,
        ["eye"] = nn.init.eye_,
        ["xavier_uniform"] = w => nn.init.xavier_uniform_(w, 1.5),
        ["xavier_normal"] = w => nn.init.xavier_normal_(w, 1.5),
        ["kaiming_uniform"] = w => nn.init.kaiming_uniform_(w),
        ["kaiming_uniform fan_out relu"] =
            w => nn.init.kaiming_uniform_(w, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU),
        ["kaiming_normal"] = w => nn.init.kaiming_normal_(w, 0.3),
        ["kaiming_normal tanh"] = w => nn.init.kaiming_normal_(w, nonlinearity: nn.init.NonlinearityType.Tanh),
        ["orthogonal"] = w => nn.init.orthogonal_(w, 2.0),
        ["sparse"] = w => nn.init.sparse_(w, 0.3, 0.1),
    };

    public static TheoryData<string> LayerNames => Reference.Names("initialValues");

    public static TheoryData<string> FunctionNames => Reference.Names("initialisers");

    [Theory]
    [MemberData(nameof(LayerNames))]
    public void A_seed_gives_the_layer_and_the_draws_after_it_that_PyTorch_gives(string name)
    {
        var expected = Reference.Case("initialValues", name);
        manual_seed(1234);
        using var module = Layers[name[..name.LastIndexOf(' ')]](TypeOf(name));
        using var next = rand(3);
        Reference.AssertState(expected.GetProperty("state"), module, tolerance: 0);
        Assert.Equal(Reference.Numbers(expected.GetProperty("next")), ReferenceTensor.Elements(next));
    }

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void A_seed_gives_the_initial_values_that_PyTorch_gives(string name)
    {
        var words = name.Split(' ');
        var size = words[^2].Split('x').Select(long.Parse).ToArray();
        var function = Functions[string.Join(' ', words[..^2])];
        using var weight = empty(size, dtype: TypeOf(name));
        manual_seed(99);
        Assert.Same(weight, function(weight));
        // The QR factorisation and erfinv go through other libraries; everything else is the same arithmetic.
        var tolerance = words[0] is "orthogonal" or "trunc_normal" ? (TypeOf(name) == ScalarType.Float32 ? 1e-6 : 1e-14) : 0;
        Reference.AssertClose(Reference.Case("initialisers", name), weight, tolerance, name);
    }

    [Fact]
    public void Orthogonal_weights_are_orthonormal_times_the_gain()
    {
        using var weight = empty(4, 9, dtype: ScalarType.Float64);
        nn.init.orthogonal_(weight, 3.0);
        using var gram = weight.matmul(weight.t());
        using var expected = eye(4, dtype: ScalarType.Float64) * 9.0;
        Assert.True(gram.allclose(expected, 1e-13, 1e-13));
    }

    [Fact]
    public void Fans_count_the_kernel()
    {
        using var weight = zeros(6, 4, 3, 5);
        Assert.Equal((60, 90), nn.init.CalculateFanInAndFanOut(weight));
        using var vector = zeros(6);
        Assert.Throws<ArgumentException>(() => nn.init.CalculateFanInAndFanOut(vector));
    }

    [Fact]
    public void Initialisers_leave_no_trace_in_autograd()
    {
        using var weight = zeros(3, 3, requires_grad: true);
        nn.init.kaiming_normal_(weight);
        Assert.True(weight.requires_grad && weight.is_leaf);
    }

    private static ScalarType TypeOf(string name) => name.EndsWith("32", StringComparison.Ordinal) ? ScalarType.Float32 : ScalarType.Float64;
}
