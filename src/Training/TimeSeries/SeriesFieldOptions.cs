namespace TorchDynInspect.Training.TimeSeries;

/// <summary>How a vector field is learned from a series. The defaults fit a short, noisy series of few coordinates that oscillates.</summary>
public sealed record SeriesFieldOptions
{
    /// <summary>Hidden units of the field. Default 16.</summary>
    public int Hidden { get; init; } = 16;

    /// <summary>
    /// Steps of the series that a trajectory is followed from every observation (multiple shooting with the observations as starts). Default 10, about one period of the Hudson Bay
    /// series. Leave-one-out errors over one year there, in shares of the variance (tests/Cli.Tests/reference/hudson_bay_flow_leave_one_out.py): horizon 1 with weight decay 1: 0.124;
    /// 5 with 0.1: 0.081; 10 with 1, 0.3, 0.1, 0.01: 0.102, 0.097, 0.090, 0.087; the Lotka–Volterra system, for comparison: 0.088. The longer horizon was taken for the long run, not for these.
    /// </summary>
    public int Horizon { get; init; } = 10;

    /// <summary>Full-batch epochs. Default 1000.</summary>
    public int Epochs { get; init; } = 1000;

    /// <summary>AdamW's first learning rate; it falls to 0 along a cosine. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>AdamW's decoupled weight decay. Default 0.1.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Relative tolerance of Dormand–Prince while training; the absolute one is a hundredth of it. Default 1e−5.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Seed of the weights. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Inspect every so many epochs. Default 25.</summary>
    public int InspectEvery { get; init; } = 25;
}
