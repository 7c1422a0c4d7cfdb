using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>
/// A file that the TorchSharp package itself saved (version 0.107.0, libtorch 2.10): manual_seed(1), Linear(2, 4), BatchNorm1d(4), Tanh, Linear(4, 1), the last
/// bias filled with 0.5.
/// </summary>
public sealed class PackageFileTests
{
    private static readonly string Saved = Path.Combine(AppContext.BaseDirectory, "reference", "saved-by-torchsharp-0.107.0.dat");

    [Fact]
    public void The_same_seed_and_model_save_the_same_bytes()
    {
        using var model = Build(seed: 1);
        using (no_grad())
        {
            model.get_parameter("layer1.bias")!.fill_(0.5);
        }

        var file = Path.GetTempFileName();
        try
        {
            model.save(file);
            Assert.Equal(File.ReadAllBytes(Saved), File.ReadAllBytes(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void It_loads_into_a_model_of_that_architecture()
    {
        using var model = Build(seed: 2);
        model.load(Saved);
        Assert.Equal(
            [0.36434609f, -0.31210154f, -0.13708077f, 0.33189395f, -0.66569638f, 0.42406413f, -0.14546975f, 0.35973623f],
            model.get_parameter("layer0.weight")!.data<float>().ToArray());
        Assert.Equal(0.5f, model.get_parameter("layer1.bias")!.item<float>());
    }

    private static TorchSharp.Modules.Sequential Build(long seed)
    {
        manual_seed(seed);
        return nn.Sequential(("layer0", nn.Linear(2, 4)), ("norm", nn.BatchNorm1d(4)), ("act", nn.Tanh()), ("layer1", nn.Linear(4, 1)));
    }
}
