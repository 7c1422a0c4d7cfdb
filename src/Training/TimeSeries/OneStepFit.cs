using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>A learned one-step map x_t ↦ x_{t+1} of a series, beside the best linear one.</summary>
public sealed record OneStepFit
{
    /// <summary>The learned map in the coordinates of the series.</summary>
    public required Network Network { get; init; }

    /// <summary>The same map in standard coordinates, as the module learned it.</summary>
    public required Network Standardised { get; init; }

    /// <summary>The affine least-squares map x_t ↦ W x_t + b in the coordinates of the series.</summary>
    public required Network Linear { get; init; }

    /// <summary>The coordinates the module learned in.</summary>
    public required Standardisation Standardisation { get; init; }

    /// <summary>Mean squared one-step error of the learned map over the transitions it was trained on, in units of each coordinate's variance.</summary>
    public required double Error { get; init; }

    /// <summary>The same for the linear map.</summary>
    public required double LinearError { get; init; }

    /// <summary>The same for "tomorrow is as today".</summary>
    public required double PersistenceError { get; init; }

    /// <summary>What the trainer did.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>What the inspectors recorded.</summary>
    public required History History { get; init; }
}
