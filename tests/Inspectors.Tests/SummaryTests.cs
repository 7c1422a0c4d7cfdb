using TorchDynInspect.Models;
using TorchDynInspect.Models.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void The_table_shows_names_shapes_parameters_and_what_lowered()
    {
        using var model = new Mlp(new MlpOptions(2, 16, 2) { Activation = ActivationChoice.FromString("leaky_relu").With("slope", 0.25) });
        string[] lines = model.Inspect().Summary.ToString().Split('\n');
        Assert.Equal(
        [
            "name         class      input  output  parameters  lowered  as",
            "-----------  ---------  -----  ------  ----------  -------  ----------------------",
            "(module)     Mlp        [2]    [2]             82  yes      3 layers",
            "layer0       Linear     [2]    [16]            48  yes      affine 2 → 16",
            "activation0  LeakyReLU  [16]   [16]             0  yes      leaky_relu(slope=0.25)",
            "layer1       Linear     [16]   [2]             34  yes      affine 16 → 2",
            "82 parameters, 82 trainable",
        ], lines);
    }

    [Fact]
    public void What_is_opaque_says_why_and_what_is_below_it_is_listed()
    {
        using var model = nn.Sequential(("pool", nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2), nn.Flatten())), ("own", new Wrapped(nn.Linear(2, 2))));
        model.get_parameter("own.inner.bias")!.requires_grad = false;
        var summary = model.Inspect(1, 4, 4).Summary;
        Assert.Equal(["", "pool", "pool.0", "pool.1", "pool.2", "own", "own.inner"], summary.Rows.Select(row => row.Path));
        Assert.Equal(["pool.1", "own"], summary.Opaque.Select(row => row.Path));
        Assert.StartsWith("takes maxima over units", summary.Rows[3].Outcome, StringComparison.Ordinal);
        Assert.Equal((26, 24), (summary.TotalParameters, summary.TrainableParameters));
    }

    [Fact]
    public void Activations_are_listed_in_forward_order()
    {
        using var model = nn.Sequential(nn.Linear(2, 3), nn.SiLU(), nn.Linear(3, 3), nn.Tanh(), nn.SiLU());
        Assert.Equal(["silu", "tanh"], model.Inspect().Summary.Activations.AsEnumerable());
    }
}
