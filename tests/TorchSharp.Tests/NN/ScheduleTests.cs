using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class ScheduleTests : IDisposable
{
    private readonly TorchSharp.Modules.Linear model = nn.Linear(1, 1);

    private static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>> Schedules = new()
    {
        ["step"] = o => lr_scheduler.StepLR(o, 3, 0.5),
        ["multistep"] = o => lr_scheduler.MultiStepLR(o, [2, 5, 5, 8], 0.5),
        ["exponential"] = o => lr_scheduler.ExponentialLR(o, 0.9),
        ["cosine"] = o => lr_scheduler.CosineAnnealingLR(o, 4, 0.01),
        ["constant"] = o => lr_scheduler.ConstantLR(o, 0.25, 4),
        ["linear"] = o => new lr_scheduler.impl.LinearLR(o, 0.25, 0.75, 6),
    };

    public static TheoryData<string> Names => new(Schedules.Keys);

    public void Dispose() => model.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Going_to_an_epoch_gives_the_rate_of_stepping_to_it(string name)
    {
        using var walking = SGD(model.parameters(), 0.4);
        using var jumping = SGD(model.parameters(), 0.4);
        var walk = Schedules[name](walking);
        var jump = Schedules[name](jumping);
        for (var epoch = 1; epoch <= 10; epoch++)
        {
            walk.step();
            jump.step(epoch);
            Assert.Equal(Rate(walking), Rate(jumping), 1e-15);
            Assert.Equal(Rate(walking), walk.get_last_lr().Single());
        }
    }

    [Fact]
    public void Chained_schedules_multiply()
    {
        using var optimizer = SGD(model.parameters(), 1.0);
        var chain = lr_scheduler.ChainedLR([lr_scheduler.ExponentialLR(optimizer, 0.9), lr_scheduler.StepLR(optimizer, 2, 0.5)]);
        for (var epoch = 1; epoch <= 6; epoch++)
        {
            chain.step();
            Assert.Equal(Math.Pow(0.9, epoch) * Math.Pow(0.5, epoch / 2), Rate(optimizer), 1e-15);
        }
    }

    [Fact]
    public void A_plateau_of_a_measure_to_maximize_lowers_the_rate_down_to_its_limit()
    {
        using var optimizer = SGD(model.parameters(), 1.0);
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, "max", 0.1, 1, 0.5, "abs", min_lr: [0.05]);
        var rates = new List<double>();
        foreach (var measure in new[] { 1.0, 2.0, 2.4, 2.5, 3.1, 3.2, 3.3, 3.4, 3.5 })
        {
            schedule.step(measure);
            rates.Add(Rate(optimizer));
        }
        Assert.Equal([1, 1, 1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05], rates);
    }

    [Fact]
    public void Groups_keep_their_own_rates_under_a_schedule()
    {
        using var optimizer = SGD(
            [
                new TorchSharp.Modules.SGD.ParamGroup { Parameters = [model.weight], Options = new() { LearningRate = 0.8 } },
                new TorchSharp.Modules.SGD.ParamGroup { Parameters = [model.bias!] },
            ],
            0.2);
        var schedule = lr_scheduler.ExponentialLR(optimizer, 0.5);
        schedule.step();
        Assert.Equal([0.4, 0.1], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.8, 0.2], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
    }

    private static double Rate(Optimizer optimizer) => optimizer.ParamGroups.Single().LearningRate;
}
