using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>Nothing native stays behind, with and without dispose scopes.</summary>
public sealed class LifetimeTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("rmsprop")]
    [InlineData("adagrad")]
    [InlineData("lbfgs")]
    public void A_training_loop_creates_no_lasting_tensor(string name)
    {
        using var whole = NewDisposeScope();
        using var data = utils.data.TensorDataset(randn(20, 3), randn(20, 1));
        using var model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(true), nn.Dropout(0.2), nn.Linear(4, 1));
        using var optimizer = Make(name, model);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, 5);
        var steady = -1;
        for (var epoch = 0; epoch < 4; epoch++)
        {
            using var loader = utils.data.DataLoader(data, 5, shuffle: true, seed: epoch, disposeDataset: false);
            foreach (var batch in loader)
            {
                using var loss = optimizer.step(() =>
                {
                    optimizer.zero_grad();
                    using var output = model.call(batch[0]);
                    var value = nn.functional.mse_loss(output, batch[1]);
                    value.backward();
                    return value;
                });
            }
            schedule.step();
            if (epoch == 0)
                steady = whole.DisposablesCount;
            Assert.Equal(steady, whole.DisposablesCount);
        }
    }

    [CompatFact]
    public void Disposing_model_optimizer_and_data_leaves_nothing()
    {
        foreach (var name in new[] { "sgd", "adam", "adamw", "rmsprop", "adagrad", "lbfgs" })
        {
            var before = Engine.LiveTensors;
            using (var data = randn(6, 3))
            using (var model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 1)))
            using (var optimizer = Make(name, model))
            {
                for (var i = 0; i < 3; i++)
                {
                    using var loss = optimizer.step(() =>
                    {
                        optimizer.zero_grad();
                        using var output = model.call(data);
                        using var squares = output.square();
                        var value = squares.mean();
                        value.backward();
                        return value;
                    });
                }
            }
            Assert.Equal(before, Engine.LiveTensors);
        }
    }

    private static optim.Optimizer Make(string name, nn.Module model) => name switch
    {
        "sgd" => optim.SGD(model.parameters(), 0.01, 0.9, nesterov: true, weight_decay: 0.01),
        "adam" => optim.Adam(model.parameters(), amsgrad: true, weight_decay: 0.01),
        "adamw" => optim.AdamW(model.parameters(), weight_decay: 0.01),
        "rmsprop" => optim.RMSProp(model.parameters(), momentum: 0.5, centered: true),
        "adagrad" => optim.Adagrad(model.parameters(), weight_decay: 0.01),
        "lbfgs" => optim.LBFGS(model.parameters(), 0.1, 5, history_size: 2),
        _ => throw new ArgumentException(name),
    };
}
