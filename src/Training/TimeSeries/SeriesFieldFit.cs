using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>A learned vector field ẋ = f(x) of a series.</summary>
public sealed record SeriesFieldFit
{
    /// <summary>f in the coordinates of the series, per unit of its times.</summary>
    public required Network Field { get; init; }

    /// <summary>The flow layer of <see cref="Field"/> over one step of the series, as a network.</summary>
    public required Network Network { get; init; }

    /// <summary>The field in standard coordinates, as the module learned it.</summary>
    public required Network Standardised { get; init; }

    /// <summary>The coordinates the module learned in.</summary>
    public required Standardisation Standardisation { get; init; }

    /// <summary>What the trainer did; its losses are means over the horizon, in units of each coordinate's variance.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>Evaluations of the field that the solver needed for one trajectory over the horizon, epoch by epoch: means over the trajectories.</summary>
    public required ImmutableArray<double> EvaluationsPerTrajectory { get; init; }

    /// <summary>What the inspectors recorded.</summary>
    public required History History { get; init; }
}
