namespace TorchDynInspect.Models;

/// <summary>The architecture of a <see cref="ResidualNetwork"/>.</summary>
public sealed record ResidualNetworkOptions : ModelOptions
{
    /// <summary>Creates options for a residual map R^width → R^width.</summary>
    /// <param name="width">Dimension of the state h.</param>
    /// <param name="hidden">Hidden units of every block.</param>
    /// <param name="blocks">Number of blocks.</param>
    public ResidualNetworkOptions(int width, int hidden, int blocks = 1) => (Width, Hidden, Blocks) = (width, hidden, blocks);

    /// <summary>Dimension of the state h.</summary>
    public int Width { get; init; }

    /// <summary>Hidden units of every block.</summary>
    public int Hidden { get; init; }

    /// <summary>Number of blocks, at least 1.</summary>
    public int Blocks { get; init; }

    /// <summary>Inputs of a linear lift to the state; null (default) for none: the input is the state.</summary>
    public int? Inputs { get; init; }

    /// <summary>Outputs of a linear readout of the state; null (default) for none: the output is the state.</summary>
    public int? Outputs { get; init; }
}
