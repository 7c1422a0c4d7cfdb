namespace TorchDynInspect.Training;

/// <summary>How <see cref="TensorBatches"/> draws.</summary>
public sealed record TensorBatchesOptions
{
    /// <summary>Samples a batch; the last batch of an epoch may be smaller. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Draw the samples of each epoch in a new random order. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Leave out a last batch that is smaller than the others. Default false.</summary>
    public bool DropLast { get; init; }

    /// <summary>Seed of the order. Default 0.</summary>
    public int Seed { get; init; }
}
