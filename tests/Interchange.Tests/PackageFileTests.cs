using TorchDynInspect.Dynamics;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Tests;

/// <summary>A file that the TorchSharp package itself saved (version 0.107.0): Linear(2, 4), BatchNorm1d(4), Tanh, Linear(4, 1) in float32.</summary>
public sealed class PackageFileTests
{
    private static readonly string Saved = Path.Combine(AppContext.BaseDirectory, "reference", "saved-by-torchsharp-0.107.0.dat");

    [Fact]
    public void Every_entry_is_read()
    {
        StateDictionary dictionary = StateDictionary.Read(Saved);
        Assert.Equal(
            [
                ("layer0.weight", "4×2", StateDataType.Float32), ("layer0.bias", "4", StateDataType.Float32),
                ("norm.weight", "4", StateDataType.Float32), ("norm.bias", "4", StateDataType.Float32),
                ("layer1.weight", "1×4", StateDataType.Float32), ("layer1.bias", "1", StateDataType.Float32),
                ("norm.running_mean", "4", StateDataType.Float32), ("norm.running_var", "4", StateDataType.Float32),
                ("norm.num_batches_tracked", "scalar", StateDataType.Int64),
            ],
            dictionary.Entries.Select(entry => (entry.Name, entry.ShapeText, entry.DataType)));

        // As PyTorch prints them for the same seed.
        Assert.Equal(0.36434608697891235, dictionary.Entries[0].Values.Span[0]);
        Assert.Equal(-0.0450136661529541, dictionary.Entries[4].Values.Span[3]);
    }

    [Fact]
    public void A_layer_that_an_architecture_text_cannot_say_is_refused_by_name()
    {
        InvalidInputException fault = Assert.Throws<InvalidInputException>(() => NetworkFile.Read(Saved, "2-4-1:tanh"));
        Assert.Contains("norm.", fault.Message, StringComparison.Ordinal);
    }
}
