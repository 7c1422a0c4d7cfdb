using TorchDynInspect.Compat.Tests.Parity;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>Twenty steps of every optimizer under every schedule, from the same seed, against PyTorch 1.13.</summary>
public sealed class TrainingParityTests
{
    private static readonly Dictionary<string, Func<IEnumerable<TorchSharp.Modules.Parameter>, Optimizer>> Optimizers = new()
    {
        ["sgd"] = p => SGD(p, 0.05),
        ["sgd momentum"] = p => SGD(p, 0.05, 0.9, 0.1, 0.01),
        ["sgd nesterov"] = p => SGD(p, 0.05, 0.9, nesterov: true),
        ["sgd maximize"] = p => SGD(p, 0.001, 0.5, maximize: true),
        ["adam"] = p => Adam(p, 0.02),
        ["adam amsgrad"] = p => Adam(p, 0.02, 0.8, 0.95, weight_decay: 0.01, amsgrad: true),
        ["adam maximize"] = p => Adam(p, 0.001, maximize: true),
        ["adamw"] = p => AdamW(p, 0.02, weight_decay: 0.1),
        ["adamw amsgrad"] = p => AdamW(p, 0.02, weight_decay: 0.1, amsgrad: true),
        ["rmsprop"] = p => RMSProp(p, 0.01),
        ["rmsprop centered"] = p => RMSProp(p, 0.01, momentum: 0.5, centered: true, weight_decay: 0.01),
        ["adagrad"] = p => Adagrad(p, 0.1, 0.1, 0.01, 0.2),
        ["lbfgs"] = p => LBFGS(p, 0.5, max_iter: 4, history_size: 5),
    };

    private static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>?> Schedules = new()
    {
        ["none"] = null,
        ["step"] = o => lr_scheduler.StepLR(o, 6, 0.5),
        ["multistep"] = o => lr_scheduler.MultiStepLR(o, [3, 9, 9, 15], 0.5),
        ["exponential"] = o => lr_scheduler.ExponentialLR(o, 0.9),
        ["cosine"] = o => lr_scheduler.CosineAnnealingLR(o, 3, 0.001),
        ["constant"] = o => lr_scheduler.ConstantLR(o, 0.25, 4),
        ["linear"] = o => new lr_scheduler.impl.LinearLR(o, 0.25, 1.0, 6),
        ["lambda"] = o => lr_scheduler.LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["multiplicative"] = o => lr_scheduler.MultiplicativeLR(o, _ => 0.95),
        ["plateau"] = o => lr_scheduler.ReduceLROnPlateau(o, factor: 0.5, patience: 2, cooldown: 1, threshold: 0.05),
    };

    private const int Steps = 20;

    public static TheoryData<string> Names => Reference.Names("training");

    [Theory]
    [MemberData(nameof(Names))]
    public void Twenty_steps_agree_with_PyTorch(string name)
    {
        var (optimizerName, scheduleName, type) = Parse(name);
        var expected = Reference.Case("training", name);
        var tolerance = type == ScalarType.Float32 ? 1e-6 : 1e-12;

        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1)).to(type);
        var x = randn(16, 2, dtype: type);
        var y = (x.narrow(1, 0, 1) * x.narrow(1, 1, 1)).sin();
        using var optimizer = Optimizers[optimizerName](model.parameters());
        var schedule = Schedules[scheduleName]?.Invoke(optimizer);
        var rates = new List<double>();
        var losses = new List<double>();
        var steps = Comparable(optimizerName, type);
        for (var i = 0; i < steps; i++)
        {
            losses.Add(optimizer.step(Closure)!.ToDouble());
            rates.Add(optimizer.ParamGroups.First().LearningRate);
            if (scheduleName == "plateau")
                schedule!.step(losses[^1]);
            else
                schedule?.step();
        }

        Reference.AssertClose(Reference.Numbers(expected.GetProperty("rates"))[..steps], [.. rates], 1e-14, "rate");
        Reference.AssertClose(Reference.Numbers(expected.GetProperty("losses"))[..steps], [.. losses], tolerance, "loss");
        if (steps == Steps)
        {
            var parameters = model.parameters().SelectMany(ReferenceTensor.Elements).ToArray();
            Reference.AssertClose(Reference.Numbers(expected.GetProperty("parameters")), parameters, tolerance, "parameter");
        }

        Tensor Closure()
        {
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(model.call(x), y);
            loss.backward();
            return loss;
        }
    }

    [Fact]
    public void Clipping_scales_gradients_as_PyTorch_does()
    {
        var section = Reference.Root.GetProperty("clipping");
        foreach (var entry in section.GetProperty("cases").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var parameters = section.GetProperty("gradients").EnumerateArray().Select(gradient =>
            {
                var values = Reference.Read(gradient);
                return new TorchSharp.Modules.Parameter(zeros_like(values)) { grad = values };
            }).ToArray();
            var order = entry.GetProperty("normType").GetDouble();
            var total = nn.utils.clip_grad_norm_(
                parameters, entry.GetProperty("maxNorm").GetDouble(), order == 0 ? double.PositiveInfinity : order);
            Assert.Equal(entry.GetProperty("total").GetDouble(), total, 1e-13);
            foreach (var (parameter, clipped) in parameters.Zip(entry.GetProperty("clipped").EnumerateArray()))
                Reference.AssertClose(clipped, parameter.grad, 1e-14, "gradient");
        }
    }

    private static (string optimizer, string schedule, ScalarType type) Parse(string name)
    {
        var parts = name.Split(" × ");
        var rest = parts[1].Split(' ');
        return (parts[0], rest[0], rest[1] == "float32" ? ScalarType.Float32 : ScalarType.Float64);
    }

    // A quasi-Newton method magnifies rounding: after 20 steps PyTorch itself differs by 5e-6 (float64) and 8 % (float32) between OpenBLAS' kernels
    // (OPENBLAS_CORETYPE from Prescott to SkylakeX), after these steps by 2e-13 and 2e-7. The other optimizers stay within 5e-13 and 4e-7 to the end.
    private static int Comparable(string optimizer, ScalarType type) => optimizer != "lbfgs" ? Steps : type == ScalarType.Float32 ? 3 : 8;
}
